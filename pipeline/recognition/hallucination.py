"""Text that a recognizer made up: the same words over and over, or more of them than anyone can say."""

from __future__ import annotations

import statistics

from pipeline.engines.recognition import Hypothesis, QualityFlag
from pipeline.text.repetition import WORDS_PER_SECOND, is_spoken_out, repeats

_GRACE = 3
_IMPROBABLE = 0.15
"""openai-whisper's bound, under which a word counts as an anomaly."""
_LONGEST = 2.5
"""Seconds that words take on average where nobody says them, and attention finds no place for them."""
_FEW, _UNEXPECTED = 5, 0.05
"""So few words, with one so improbable, may stand for applause or music: "Thanks for watching!"."""


def doubt(heard: Hypothesis) -> QualityFlag | None:
    """Why the text of a window may not have been said, worst reason first; None if all is well."""
    if not heard.text:
        return heard.doubt
    if repeats(heard.text):
        if is_spoken_out(heard.words, heard.window.seconds):
            return QualityFlag("the same words many times over: a chorus?", believable=True, again=False)
        return QualityFlag("the recognizer repeated itself")
    if len(heard.text.split()) > heard.window.seconds * WORDS_PER_SECOND + _GRACE:
        return QualityFlag("more words than fit into the time")
    rated = [word.probability for word in heard.words if word.probability is not None]
    if rated and statistics.median_high(rated) < _IMPROBABLE:
        return QualityFlag("hardly a word that the recognizer is sure of: music or noise?")
    if sum(word.end - word.start for word in heard.words) > _LONGEST * len(heard.words):
        return QualityFlag("a few words over a long time: music or noise?")
    if rated and len(rated) <= _FEW and min(rated) < _UNEXPECTED:
        return heard.doubt or QualityFlag(
            "a few words, one of them a mere guess", believable=True, again=False
        )
    return heard.doubt
