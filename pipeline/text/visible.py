"""Text on one line of characters to be seen."""

from __future__ import annotations

import re
from unicodedata import category

_KEPT = "\u00a0\u202f\u3000\u200c\u200d"
"""What is no sign to be seen and yet part of a text: spaces that keep a mark at its word, the wide one of
Japanese, and what parts or joins letters in Persian, Hindi and others."""


def one_line(text: str) -> str:
    """Without line breaks, control characters and marks that turn the direction of writing.

    Tags of a media file may hold anything.

    >>> one_line("Storks\\x1b[31m\\nare  back")
    'Storks [31m are back'
    """
    visible = "".join(c if c.isprintable() or c in _KEPT else _instead(c) for c in text)
    return re.sub(" +", " ", visible).strip()


def _instead(character: str) -> str:
    """Nothing for what has no width, such as marks that turn the text round."""
    return "" if category(character) == "Cf" else " "
