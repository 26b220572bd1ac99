"""Text that a recognizer made up: the same words over and over, or more of them than anyone can say."""

from __future__ import annotations

import zlib

from pipeline.hearing import Doubt, Heard

COMPRESSION = 2.4
"""openai-whisper's threshold: text that zlib shrinks to less than 1/2.4 repeats itself."""
_WORDS_PER_SECOND = 7.0
"""The fastest newsreaders stay under five; short windows allow a little more."""
_GRACE = 3
_IMPROBABLE = 0.15
"""openai-whisper's bound, under which a word counts as an anomaly."""


def doubt(heard: Heard) -> Doubt | None:
    """Why the text of a window may not have been said, worst reason first; None if all is well."""
    if not heard.text:
        return heard.doubt
    raw = heard.text.encode()
    if len(raw) / len(zlib.compress(raw)) > COMPRESSION:
        return Doubt("the recognizer repeated itself")
    if len(heard.text.split()) > heard.window.seconds * _WORDS_PER_SECOND + _GRACE:
        return Doubt("more words than fit into the time")
    rated = [word.probability for word in heard.words if word.probability is not None]
    if rated and sorted(rated)[len(rated) // 2] < _IMPROBABLE:
        return Doubt("hardly a word that the recognizer is sure of: music or noise?")
    return heard.doubt
