"""Capitals, by the rules of the language: Turkish i and İ, Dutch IJ, scripts that have none."""

from __future__ import annotations

import re

from pipeline.text.orthography import orthography

_BEFORE = '¿¡"“”„«»‹([{「『 '
"""Marks that may stand before the first letter of a sentence."""


def has_case(character: str) -> bool:
    """Whether sentences begin with a capital of the letter; Georgian ones have another use for theirs."""
    return character.title() != character.lower()


def capitalised(text: str, language: str) -> str:
    """A sentence with a capital at its beginning, marks before it aside; `iPhone` stays.

    >>> capitalised("istanbul", "en"), capitalised("istanbul", "tr"), capitalised("iPhone", "en")
    ('Istanbul', 'İstanbul', 'iPhone')
    """
    before = len(text) - len(text.lstrip(_BEFORE))
    word = re.match(r"[^\W\d_]*", text[before:])
    first = word.group() if word else ""
    if not first or any(character.isupper() for character in first[1:]):
        return text
    length = 2 if orthography(language).casing == "dutch" and first.startswith("ij") else 1
    return text[:before] + _raised(first[:length], language) + text[before + length :]


def lowered(word: str, language: str) -> str:
    """A word with a small letter at its beginning, marks before it aside."""
    before = len(word) - len(word.lstrip(_BEFORE))
    length = 2 if orthography(language).casing == "dutch" and word[before:].startswith("IJ") else 1
    return word[:before] + small(word[before : before + length], language) + word[before + length :]


def small(text: str, language: str) -> str:
    """A text in small letters."""
    if orthography(language).casing == "turkic":
        text = text.replace("İ", "i").replace("I", "ı")
    return text.lower()


def _raised(letters: str, language: str) -> str:
    """Capitals of as many letters: `ß` has none."""
    if orthography(language).casing == "turkic":
        letters = letters.replace("i", "İ")
    raised = "".join(letter.title() for letter in letters)
    return raised if len(raised) == len(letters) else letters
