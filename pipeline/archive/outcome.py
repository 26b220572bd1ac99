"""What became of one recording in this run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """How the work on a recording ended, as programs are told it: in the log and in every report."""

    DONE = "done"
    COPY = "copy"
    KEPT = "kept"
    UNCHANGED = "unchanged"
    EDITED = "edited"
    WRITING = "writing"
    FAILED = "failed"

    @property
    def words(self) -> str:
        """The same for people."""
        return _WORDS[self]


_WORDS = {
    Status.DONE: "done",
    Status.COPY: "done from the same content",
    Status.KEPT: "done from kept words",
    Status.UNCHANGED: "nothing to do",
    Status.EDITED: "left as edited",
    Status.WRITING: "still being written",
    Status.FAILED: "failed",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A recording's ending; `seconds` is what the work took, `duration` what there is to hear."""

    name: str
    ending: Status
    duration: float | None = None
    seconds: float | None = None
    transcript: str | None = None
    """Its path below the archive."""
    code: int | None = None
    message: str | None = None
