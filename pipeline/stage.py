"""The stages of the work on a recording, and who is told how far they are."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Stage(StrEnum):
    """The stages that take time, in order."""

    DECODE = "reading the sound"
    DIARIZE = "telling voices apart"
    RECOGNIZE = "writing the words"
    ALIGN = "timing the words"


Listener = Callable[[Stage, float], None]
"""Told the share done, 0 to 1, of each stage as it goes."""


def nobody(stage: Stage, share: float) -> None:
    """A listener that does not listen."""
