"""Text that says the same over and over: a recognizer's loop, or what somebody chants."""

from __future__ import annotations

import statistics
import zlib
from collections.abc import Sequence
from typing import Protocol

COMPRESSION = 2.4
"""openai-whisper's threshold: text that zlib shrinks to less than 1/2.4 repeats itself."""
WORDS_PER_SECOND = 7.0
"""The fastest newsreaders stay under five; short windows allow a little more."""
_SPOKEN = 0.08
"""Seconds that a word takes at least; a loop is crowded into moments, or has no place in the sound at all."""
_PROBABLE = 0.5
_MOST = 0.8
"""The share of words that take time where the same words were really said many times."""


class Timed(Protocol):
    """Words, or parts of words, with times in seconds and a probability."""

    @property
    def start(self) -> float:
        """Seconds."""
        ...

    @property
    def end(self) -> float:
        """Seconds."""
        ...

    @property
    def probability(self) -> float | None:
        """0 to 1; None where the recognizer gives none."""
        ...


def repeats(text: str) -> bool:
    """Whether a text says the same over and over."""
    raw = text.encode()
    return len(raw) / len(zlib.compress(raw)) > COMPRESSION


def is_spoken_out(words: Sequence[Timed], seconds: float) -> bool:
    """Whether every repetition has its own place in the sound: a chant, and no loop of the recognizer."""
    if not words or len(words) > seconds * WORDS_PER_SECOND:
        return False
    spoken = sum(word.end - word.start >= _SPOKEN for word in words)
    sure = [word.probability for word in words if word.probability is not None]
    return spoken >= _MOST * len(words) and bool(sure) and statistics.fmean(sure) >= _PROBABLE
