"""The kinds of files that an archive is exported to, one literal table of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from pkgutil import resolve_name
from typing import Protocol

from pipeline.archive.export.tables import Row


class Sink(Protocol):
    """Open for rows; what was put is on the disk when it is closed without an error."""

    def put(self, table: str, rows: Iterable[Row]) -> None:
        """Append rows to a table."""
        ...


Opening = Callable[[Path, tuple[str, ...]], AbstractContextManager[Sink]]
"""Opens a sink that writes some tables into a folder. Raises MissingToolError, and OutputError in use."""

KINDS: Mapping[str, str] = {
    "csv": "pipeline.archive.export.text_tables:open_csv",
    "jsonl": "pipeline.archive.export.text_tables:open_jsonl",
    "parquet": "pipeline.archive.export.parquet_tables:open_parquet",
    "sqlite": "pipeline.archive.export.sqlite_tables:open_sqlite",
}
"""By name where the `Opening` is, imported when it is wanted."""


def opening(kind: str) -> Opening:
    """How a kind of files is written. Raises KeyError for one that is not in KINDS."""
    found: Opening = resolve_name(KINDS[kind])
    return found
