"""What is known of one recording of a batch, from run to run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.media.scan import MediaFile


class State(StrEnum):
    """How far a recording is."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One recording, by its name below the source folder.

    `size`, `modified` (nanoseconds) and `digest` (SHA-256) say which content the rest is about; 0 and None
    where that is not known. `asked` stands for all that was asked for, None for whatever there is.
    """

    name: str
    size: int = 0
    modified: int = 0
    digest: str | None = None
    duration: float | None = None
    """Seconds of sound."""
    state: State = State.WAITING
    asked: str | None = None
    base: str | None = None
    """Path of the results below the archive, without ending."""
    written: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Results by their path below the archive, with the SHA-256 of every content that we may have left
    there. A file with another one was changed by somebody else."""
    code: int | None = None
    message: str | None = None
    """Why it failed."""
    deaths: int = 0
    """How many workers died over it."""
    seconds: float | None = None
    """What the work took."""
    finished: str | None = None

    def is_of(self, file: MediaFile) -> bool:
        """Whether `file` is, to all appearances, still the content that this is about."""
        return (self.size, self.modified) == (file.size, file.modified)
