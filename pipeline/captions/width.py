"""How much room characters take in a line of captions."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_JOINER = "\u200d"


def columns(text: str) -> int:
    """Columns of a text: two for a wide character of East Asia, none for a mark on the one before it.

    >>> columns("Tokyo"), columns("東京")
    (5, 4)
    """
    return len(text) if text.isascii() else sum(map(_columns, text))


def clusters(text: str) -> list[str]:
    """Characters with the marks on them, which no line may part.

    >>> len(clusters("e\u0301a"))
    2
    """
    found: list[str] = []
    for character in text:
        held = found and (_columns(character) == 0 or found[-1].endswith(_JOINER))
        if held:
            found[-1] += character
        else:
            found.append(character)
    return found


@lru_cache(4096)
def _columns(character: str) -> int:
    kind = unicodedata.category(character)
    if kind in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
