"""Text that a recognizer made up: the same words over and over, or more of them than anyone can say."""

from __future__ import annotations

import statistics
import zlib
from collections.abc import Sequence
from typing import Protocol

from pipeline.engines.recognition import Doubt, Heard

COMPRESSION = 2.4
"""openai-whisper's threshold: text that zlib shrinks to less than 1/2.4 repeats itself."""
_WORDS_PER_SECOND = 7.0
"""The fastest newsreaders stay under five; short windows allow a little more."""
_GRACE = 3
_IMPROBABLE = 0.15
"""openai-whisper's bound, under which a word counts as an anomaly."""
_LONGEST = 2.5
"""Seconds that words take on average where nobody says them, and attention finds no place for them."""
_FEW, _UNEXPECTED = 5, 0.05
"""So few words, with one so improbable, may stand for applause or music: "Thanks for watching!"."""
_SPOKEN = 0.08
"""Seconds that a word takes at least; a loop is crowded into moments, or has no place in the sound at all."""
_PROBABLE = 0.5
_MOST = 0.8
"""The share of words that take time where the same words were really said many times."""


class Timed(Protocol):
    """Words, or parts of words, with times in seconds and a probability."""

    @property
    def start(self) -> float: ...

    @property
    def end(self) -> float: ...

    @property
    def probability(self) -> float | None: ...


def doubt(heard: Heard) -> Doubt | None:
    """Why the text of a window may not have been said, worst reason first; None if all is well."""
    if not heard.text:
        return heard.doubt
    if repeats(heard.text):
        if is_spoken_out(heard.words, heard.window.seconds):
            return Doubt("the same words many times over: a chorus?", believable=True, again=False)
        return Doubt("the recognizer repeated itself")
    if len(heard.text.split()) > heard.window.seconds * _WORDS_PER_SECOND + _GRACE:
        return Doubt("more words than fit into the time")
    rated = [word.probability for word in heard.words if word.probability is not None]
    if rated and statistics.median_high(rated) < _IMPROBABLE:
        return Doubt("hardly a word that the recognizer is sure of: music or noise?")
    if sum(word.end - word.start for word in heard.words) > _LONGEST * len(heard.words):
        return Doubt("a few words over a long time: music or noise?")
    if rated and len(rated) <= _FEW and min(rated) < _UNEXPECTED:
        return heard.doubt or Doubt("a few words, one of them a mere guess", believable=True, again=False)
    return heard.doubt


def repeats(text: str) -> bool:
    """Whether a text says the same over and over."""
    raw = text.encode()
    return len(raw) / len(zlib.compress(raw)) > COMPRESSION


def is_spoken_out(words: Sequence[Timed], seconds: float) -> bool:
    """Whether every repetition has its own place in the sound: a chant, and no loop of the recognizer."""
    if not words or len(words) > seconds * _WORDS_PER_SECOND:
        return False
    spoken = sum(word.end - word.start >= _SPOKEN for word in words)
    sure = [word.probability for word in words if word.probability is not None]
    return spoken >= _MOST * len(words) and bool(sure) and statistics.fmean(sure) >= _PROBABLE
