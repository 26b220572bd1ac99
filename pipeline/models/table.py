"""One table of the registry file, read key by key, each mistake named with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.errors import ModelError


class Table:
    """A TOML table and where it stands in the file. Every reader raises ModelError in plain words.

    Keys are remembered as they are read: `finish` refuses the rest, so that a misspelt key is not ignored.
    """

    def __init__(self, data: object, where: str) -> None:
        self.where = where
        if not isinstance(data, dict):
            raise self.wrong("a table is expected here")
        self._data: Mapping[str, Any] = data
        self._read: set[str] = set()

    def wrong(self, what: str) -> ModelError:
        """The error to raise about this table."""
        return ModelError(f"The model registry is wrong: {self.where}: {what}.")

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def text(self, key: str) -> str:
        """A string that is not empty."""
        value = self._take(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"{key} must be a text that is not empty")
        return value

    def number(self, key: str) -> int | None:
        """A whole number; None when the key is not there."""
        if key not in self:
            return None
        value = self._take(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong(f"{key} must be a whole number")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings; empty when the key is not there."""
        value = self._take(key) if key in self else []
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(f"{key} must be a list of texts")
        return tuple(value)

    def mapping(self, key: str) -> Mapping[str, str]:
        """A table of strings with at least one entry."""
        value = self._take(key)
        if not isinstance(value, dict) or not value or not all(isinstance(v, str) for v in value.values()):
            raise self.wrong(f"{key} must be a table of texts that is not empty")
        return value

    def table(self, key: str, where: str) -> Table:
        """The table below `key`; `where` is how messages name it."""
        return Table(self._take(key), where)

    def tables(self, key: str, what: str) -> Iterator[Table]:
        """The list of tables below `key`; messages count them as "`what` 1", "`what` 2"."""
        value = self._take(key)
        if not isinstance(value, list) or not value:
            raise self.wrong(f"{key} must be a list of at least one table")
        for number, item in enumerate(value, start=1):
            yield Table(item, f"{self.where}, {what} {number}")

    def finish(self) -> None:
        """Refuse keys that nobody asked for."""
        if stray := sorted(set(self._data) - self._read):
            raise self.wrong(f"unknown key {', '.join(stray)}")

    def _take(self, key: str) -> Any:
        if key not in self:
            raise self.wrong(f"{key} is missing")
        self._read.add(key)
        return self._data[key]
