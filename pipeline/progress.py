"""The stages of the work on a recording, and who is told how far they are."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Stage(StrEnum):
    """The stages that take time, in order."""

    DECODE = "reading the sound"
    DIARIZE = "telling voices apart"
    RECOGNIZE = "writing the words"


_SHARES = {Stage.DECODE: 0.02, Stage.DIARIZE: 0.38, Stage.RECOGNIZE: 0.60}
"""Rough shares of the whole, as measured with the starter models; they only steady what is shown."""

ProgressCallback = Callable[[Stage, float], None]
"""Told the share done, 0 to 1, of each stage as it goes."""


def no_progress(stage: Stage, share: float) -> None:
    """A listener that does not listen."""


def share_done(stage: Stage, share: float) -> float:
    """How much of a recording is done, 0 to 1, when so much of a stage is."""
    earlier = list(Stage)[: list(Stage).index(stage)]
    return sum(_SHARES[other] for other in earlier) + share * _SHARES[stage]
