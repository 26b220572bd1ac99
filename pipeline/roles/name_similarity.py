"""How likely two spellings are the same name, by letters and by sound."""

from __future__ import annotations

import re
import unicodedata

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
    one, other = _parts(heard), _parts(known)
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


def _alike(one: list[str], other: list[str]) -> float:
    from jellyfish import metaphone
    from rapidfuzz.fuzz import ratio

    letters = ratio("".join(one), "".join(other)) / 100
    sounds = ratio(" ".join(map(metaphone, one)), " ".join(map(metaphone, other))) / 100
    return round((letters + sounds) / 2, 3)


def _parts(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c) and c not in "-'’‐‑")
    return re.findall(r"\w+", letters)
