"""How likely two spellings are the same name, by letters and by sound."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_SAME = 0.7
"""Likeness from which two names in one recording are the same: a recognizer spells them as it hears them."""


def likeness(heard: str, known: str) -> float:
    """From 0 to 1. The order of the names does not matter, nor do hyphens, accents and capitals.

    Half comes from the letters (indel similarity), half from how they are pronounced in English (Metaphone).
    A lone name is as alike as the part of the full name that is most like it.

    >>> likeness("Clara Hewes", "Clara Hughes") > likeness("Clara Hewes", "Peter Lane")
    True
    >>> likeness("HUGHES, Clara", "Clara Hughes")
    1.0
    """
    one, other = name_parts(heard), name_parts(known)
    if not one or not other:
        return 0.0
    if len(one) == 1 < len(other):
        return max(_alike(one, [part]) for part in other)
    return max(_alike(sorted(one), sorted(other)), _alike(one, other))


def same_name(one: str, other: str) -> bool:
    """Whether two names heard in one recording are one person's, one of them perhaps the given name only.

    >>> same_name("Thomas", "Thomas Baker"), same_name("Thomas Baker", "Maria Novak")
    (True, False)
    """
    return max(likeness(one, other), likeness(other, one)) >= _SAME


def name_parts(name: str) -> list[str]:
    """Its words in small letters, without accents, hyphens and apostrophes.

    >>> name_parts("Kim Bo-kyoung")
    ['kim', 'bokyoung']
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c) and c not in "-'’‐‑")
    return re.findall(r"\w+", letters)


def letters_alike(one: str, other: str) -> float:
    """From 0 to 1; of two empty ones 1."""
    from rapidfuzz.fuzz import ratio

    return ratio(one, other) / 100


def near_letters(word: str, others: Sequence[str], least: float) -> list[int]:
    """The numbers of those whose letters are at least so much like the word's."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extract

    found = extract(word, others, scorer=ratio, score_cutoff=100 * least, limit=None)
    return sorted(number for _, _, number in found)


def sounds_alike(one: str, other: str) -> float:
    """From 0 to 1, by how words are pronounced in English."""
    return letters_alike(_sound(one), _sound(other))


@lru_cache(maxsize=1 << 15)
def _sound(words: str) -> str:
    from jellyfish import metaphone

    return " ".join(map(metaphone, words.split()))


def _alike(one: list[str], other: list[str]) -> float:
    letters = letters_alike("".join(one), "".join(other))
    return round((letters + sounds_alike(" ".join(one), " ".join(other))) / 2, 3)
