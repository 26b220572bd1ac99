"""A programme that is open on a page: its transcript and its recording."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.review.desk import Desk
from pipeline.review.recording import BehindPage


@dataclass(frozen=True, slots=True)
class Programme:
    """`me` is who corrects, as far as is known beforehand."""

    desk: Desk
    recording: BehindPage
    me: str | None = None

    @classmethod
    def opened(
        cls, path: Path, failed: Callable[[PipelineError], None], media: Path | None = None,
        me: str | None = None,
    ) -> Programme:  # fmt: skip
        """Raises InputError and DocumentError where the transcript cannot be read."""
        desk = Desk(path, failed)
        return cls(desk, BehindPage(desk.transcript(), path, media, failed), me)

    def close(self) -> None:
        """Write what is still to be written beside the transcript."""
        self.desk.close()
