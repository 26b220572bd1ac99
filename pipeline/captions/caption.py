"""A caption: lines with who says them, and when they are shown."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.captions.width import columns


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is shown: `lead` is the dash or the name before its words, as far as there is one.

    `words` of it are heard from `start` on.
    """

    speaker: str | None
    text: str
    lead: str = ""
    start: float = 0.0
    words: int = 0

    @property
    def shown(self) -> str:
        """Everything of it."""
        return (self.lead + self.text).rstrip()

    @property
    def width(self) -> int:
        """Columns that it takes."""
        return columns(self.shown)


@dataclass(frozen=True, slots=True)
class Draft:
    """A caption before it is timed; its words are heard from `start` to `end`."""

    start: float
    end: float
    lines: tuple[Line, ...]
    right_to_left: bool = False

    @property
    def characters(self) -> int:
        """Columns to read."""
        return sum(line.width for line in self.lines)

    @property
    def words(self) -> int:
        """Words to read, those of names too."""
        return sum(line.words + len(line.lead.split()) for line in self.lines)

    @property
    def speaker(self) -> str | None:
        """The voice of its last line."""
        return self.lines[-1].speaker


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption as it is shown from the tick `start` up to `end` of the format's grid, never empty."""

    start: int
    end: int
    draft: Draft

    @property
    def lines(self) -> tuple[Line, ...]:
        """From above to below."""
        return self.draft.lines
