"""What became of one recording in this run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Ending(StrEnum):
    """How the work on a recording ended."""

    DONE = "done"
    COPY = "done from the same content"
    KEPT = "done from kept words"
    UNCHANGED = "nothing to do"
    EDITED = "left as edited"
    WRITING = "still being written"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A recording's ending; `seconds` is what the work took, `duration` what there is to hear."""

    name: str
    ending: Ending
    duration: float | None = None
    seconds: float | None = None
    transcript: str | None = None
    """Its path below the archive."""
    code: int | None = None
    message: str | None = None
