"""What a format is: the ending of its files and the module that writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pkgutil import resolve_name
from typing import Generic, TypeVar

from pipeline.transcript.model import Transcript

_Options = TypeVar("_Options")


@dataclass(frozen=True, slots=True)
class Writer(Generic[_Options]):
    """How a format is written. `options` is the type of its settings, made without arguments by default.

    `write` is given a transcript that has its paragraphs, and returns text or bytes. It depends on nothing
    else: no clock, no file, no chance.
    """

    options: type[_Options]
    write: Callable[[Transcript, _Options], str | bytes]
    variants: Callable[[], Iterable[_Options]] | None = None
    """All settings that a file may have, by which it is known again; None for the defaults only."""
    remark: Callable[[Transcript, _Options], Iterable[str]] | None = None
    """What people should know of a result, a line each; None where there is nothing to tell."""

    def written(self, transcript: Transcript, *settings: object) -> str | bytes:
        """With the first of `settings` that is meant for this format, else with its defaults."""
        return self.write(transcript, self._fitting(settings))

    def remarks(self, transcript: Transcript, *settings: object) -> Iterable[str]:
        """What people should know of the result with the same settings."""
        return () if self.remark is None else self.remark(transcript, self._fitting(settings))

    def settings(self) -> Iterable[_Options]:
        """Those settings."""
        return (self.options(),) if self.variants is None else self.variants()

    def _fitting(self, settings: Iterable[object]) -> _Options:
        return next((one for one in settings if isinstance(one, self.options)), None) or self.options()


@dataclass(frozen=True, slots=True)
class NoOptions:
    """The settings of a format that has none."""


@dataclass(frozen=True, slots=True)
class Format:
    """A line of the table of formats."""

    suffix: str
    """Ending of the file, its full stop included. No two formats share one."""
    home: str
    """`module:name` of its `Writer`, imported when it is wanted."""

    @property
    def writer(self) -> Writer[object]:
        """How it is written."""
        writer: Writer[object] = resolve_name(self.home)
        return writer
