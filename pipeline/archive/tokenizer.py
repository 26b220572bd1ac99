"""How text is cut into words for search, the same for what is stored and what is asked."""

from __future__ import annotations

import re
import unicodedata

_GAP = "\u200b"
"""A zero-width space: it parts words for the index and is taken out again before anybody reads the text."""
_UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\u1780-\u17ff"  # Burmese, Khmer
    "\u3040-\u30ff\u31f0-\u31ff"  # Japanese syllables
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Chinese characters
    "\U00020000-\U0003ffff"
)
"""Scripts written without spaces between words: there every character counts as a word, which finds all that
is written and, now and then, something that only looks like it."""
_BETWEEN = re.compile(rf"(?<=[{_UNSPACED}])(?=\w)|(?<=\w)(?=[{_UNSPACED}])")


def indexed(text: str) -> str:
    """Text as it is stored: composed, one word a character where words are not spaced."""
    return _BETWEEN.sub(_GAP, unicodedata.normalize("NFC", text.replace(_GAP, "")))


def readable(text: str) -> str:
    """Stored text as it was."""
    return text.replace(_GAP, "")


def folded(text: str) -> str:
    """Without accents and capitals, for comparing names.

    >>> folded("Sørén Müller") == folded("sørEN MULLER")
    True
    """
    plain = unicodedata.normalize("NFKD", text)
    return "".join(character for character in plain if not unicodedata.combining(character)).casefold()
