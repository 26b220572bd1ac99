"""Text as a caption may hold it: nothing that commands a player, a parser or a terminal."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_KEPT = "\u200c\u200d\u200e\u200f\u061c"
"""Marks without a shape of their own that words need: joiners, and which way a neighbour runs."""
_MARKS = {ord(mark): None for mark in "\u200e\u200f\u061c\u2066\u2067\u2068\u2069"}
_WRITTEN_RIGHT_TO_LEFT = ("R", "AL")


def shown(text: str) -> str:
    """One line of characters to be seen. Spaces that keep a mark at its word stay as they are.

    Controls become spaces. Marks that turn the direction of all that follows are left out, since a line
    break may part them from their end; so is what has no shape and what XML does not allow.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    return "".join(map(_shown, text)).strip()


def without_marks(text: str) -> str:
    """Without the marks that `runs_as` and `apart` put into a line."""
    return text.translate(_MARKS)


def is_right_to_left(text: str) -> bool | None:
    """Which way most of its letters run; None where it has no letter."""
    right = left = 0
    for character in text:
        kind = unicodedata.bidirectional(character)
        right += kind in _WRITTEN_RIGHT_TO_LEFT
        left += kind == "L"
    return None if not right + left else right > left


def runs_as(text: str, right_to_left: bool) -> str:
    """The line with a mark before it where its first letter would make players turn it the wrong way."""
    first = next((c for c in text if unicodedata.bidirectional(c) in ("L", *_WRITTEN_RIGHT_TO_LEFT)), None)
    if first is None or (text.isascii() and not right_to_left):
        return text
    turned = unicodedata.bidirectional(first) in _WRITTEN_RIGHT_TO_LEFT
    return text if turned == right_to_left else ("\u200f" if right_to_left else "\u200e") + text


def apart(name: str, right_to_left: bool) -> str:
    """A name before words that run another way, isolated from them."""
    return f"\u2068{name}\u2069" if is_right_to_left(name) not in (None, right_to_left) else name


@lru_cache(4096)
def _shown(character: str) -> str:
    if character in _KEPT:
        return character
    kind = unicodedata.category(character)
    if kind in ("Cc", "Zl", "Zp"):
        return " "
    if kind == "Cs":
        return "\ufffd"
    place = ord(character)
    missing = place & 0xFFFE == 0xFFFE or 0xFDD0 <= place <= 0xFDEF
    return "" if kind == "Cf" or missing else character
