"""Text that a recognizer made up: the same words over and over, or more of them than anyone can say."""

from __future__ import annotations

import zlib

_COMPRESSION = 2.4
"""openai-whisper's threshold: text that zlib shrinks to less than 1/2.4 repeats itself."""
_WORDS_PER_SECOND = 7.0
"""The fastest newsreaders stay under five; short windows allow a little more."""
_GRACE = 3


def doubt(text: str, seconds: float) -> str | None:
    """Why `text` cannot have been said in `seconds`, in words for the provenance; None if it can."""
    if not text:
        return None
    raw = text.encode()
    if len(raw) / len(zlib.compress(raw)) > _COMPRESSION:
        return "the recognizer repeated itself"
    if len(text.split()) > seconds * _WORDS_PER_SECOND + _GRACE:
        return "more words than fit into the time"
    return None
