"""How likely words heard are a known name: by letters, by consonants as they sound, by vowels as written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pipeline.roles.name_similarity import letters_alike, sounds_alike

_LETTERS, _SOUND, _VOWELS = 0.40, 0.35, 0.25
"""What each is worth. Vowels tell Reid from Rudd, and Chan from Chen, whose consonants are the same."""


@lru_cache(maxsize=1 << 16)
def word_likeness(heard: str, known: str) -> float:
    """Of two words in small letters, from 0 to 1.

    >>> word_likeness("rut", "rudd") > 0.8 > 0.6 > word_likeness("reid", "rudd")
    True
    """
    same = _LETTERS * letters_alike(heard, known) + _SOUND * sounds_alike(heard, known)
    return same + _VOWELS * letters_alike(vowels(heard), vowels(known))


def parts_likeness(heard: Sequence[str], known: Sequence[str]) -> float:
    """Of names of as many parts, each weighed by its length; else of all letters in a row."""
    if len(heard) != len(known):
        return word_likeness("".join(heard), "".join(known))
    weights = [len(part) for part in known]
    likes = (word_likeness(one, other) * len(other) for one, other in zip(heard, known, strict=True))
    return sum(likes) / sum(weights)


def sounds_the_same(heard: str, known: str) -> bool:
    """Whether consonants sound alike and vowels are the same: `Rut` and `Rudd`, not `Chan` and `Chen`."""
    return heard[:1] == known[:1] and sounds_alike(heard, known) == 1.0 and vowels(heard) == vowels(known)


def vowels(word: str) -> str:
    """Its vowels, those twice in a row once; a y at the end is an i.

    >>> vowels("yeouido"), vowels("rudd"), vowels("zelensky")
    ('yeouio', 'u', 'ei')
    """
    found = ""
    for letter in word[:-1] + word[-1:].replace("y", "i"):
        if letter in "aeiouy" and not found.endswith(letter):
            found += letter
    return found
