"""How a written word is said: "$2.6" as two point six dollars. English, for alignment only."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import inflect

_NUMBER = re.compile(r"(?P<currency>[$]?)(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)(?P<ordinal>(?:st|nd|rd|th)\b)?")
_SIGNS = {"%": "percent", "&": "and", "+": "plus", "@": "at", "$": "dollars"}
_YEAR = re.compile(r"(?:1[1-9]|20)(?!00)\d\d")


@cache
def _engine() -> inflect.engine:
    return inflect.engine()


def spoken_forms(word: str) -> tuple[str, ...]:
    """Lower-case dictionary words in the order spoken; empty for a word without a sound."""
    forms: list[str] = []
    position = 0
    plain = unicodedata.normalize("NFKD", word.replace("’", "'")).encode("ascii", "ignore").decode()
    for match in _NUMBER.finditer(plain):
        forms += _letters(plain[position : match.start()])
        forms += _number(match["digits"].replace(",", ""), ordinal=bool(match["ordinal"]))
        if match["currency"]:
            forms.append(_SIGNS[match["currency"]])
        position = match.end()
    return tuple(forms + _letters(plain[position:]))


def _number(digits: str, *, ordinal: bool) -> list[str]:
    engine = _engine()
    if ordinal:
        said = engine.number_to_words(engine.ordinal(digits), andword="")
    elif _YEAR.fullmatch(digits):
        said = engine.number_to_words(digits, group=2, comma="", zero="oh")
    else:
        said = engine.number_to_words(digits, andword="")
    return re.findall(r"[a-z]+", str(said))


def _letters(text: str) -> list[str]:
    """Words of letters; abbreviations with points ("U.S.") and capitals without a vowel are spelled out."""
    forms: list[str] = []
    for part in re.findall(r"(?:[A-Za-z]\.){2,}|[^\W\d_]+(?:'[^\W\d_]+)*|[%&+@]", text):
        if part in _SIGNS:
            forms.append(_SIGNS[part])
        elif "." in part or (part.isupper() and len(part) > 1 and not set(part) & set("AEIOUY")):
            forms += [letter for letter in part.lower() if letter.isalpha()]
        else:
            forms.append(part.lower())
    return forms
