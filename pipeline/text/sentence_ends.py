"""Where sentences really end: what a splitter gets wrong, put right by the tables of the language.

Only ends that a dot makes are doubted, and only where the language has a table that speaks of the case.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from pipeline.text.capitals import has_case, small
from pipeline.text.orthography import Orthography, orthography

_OPENING = "\"'“‘„«»‹([{「『¿¡"
_CLOSING = "\"'”’“»«›)]}」』）"
_CLOSING_WIDE = "”’」』）"
_ORDINAL = re.compile(r"\d{1,3}\.")
_LETTERS = re.compile(r"(?:[^\W\d_]\.){2,}")
"""Letters with dots: U.S., p.m."""
_WORD = re.compile(r"[^\W\d_]+")
_FULL = "。！？"
"""Marks behind which a sentence ends whatever follows."""


def mended(text: str, ends: Collection[int], language: str) -> tuple[int, ...]:
    """The places in `text` at which sentences begin, the first one's aside, from those of a splitter."""
    style = orthography(language)
    found = []
    for place in sorted({*ends, *_candidates(text, style)}):
        left, right = text[:place].rstrip(), text[place:].lstrip()
        said = any(map(str.isalnum, left)) and any(map(str.isalnum, right))
        touching = not text[place - 1].isspace()
        if said and _parts(left, right, touching, place in ends, language):
            found.append(place)
    return tuple(found)


def _candidates(text: str, style: Orthography) -> Iterator[int]:
    """Places at which a sentence might end besides those that a splitter found."""
    if style.openers:
        yield from (match.end() for match in re.finditer(r"\.\s+", text))
    if not style.spaced:
        yield from (match.end() for match in re.finditer(rf"[{_FULL}][{_CLOSING_WIDE}]*\s*", text))


def _parts(left: str, right: str, touching: bool, found: bool, language: str) -> bool:
    """Whether a sentence ends between `left` and `right`; `found` says what the splitter thinks.

    Where the two are `touching`, a dot between letters belongs to a name ("U.S.", "example.com").
    """
    style = orthography(language)
    if left[-1] in _CLOSING and right.startswith(style.goes_on):
        return False
    if left.rstrip(_CLOSING)[-1:] in _FULL:
        return right[0] not in _CLOSING_WIDE and (found or not style.spaced)
    if left[-1] != ".":
        return found
    if not style.dot_ends:
        return False
    if touching and (right[0] == "-" or has_case(right[0])) and has_case(left[-2:-1]):
        return False
    return _parts_at_dot(left.rsplit(maxsplit=1)[-1], right, found, language)


def _parts_at_dot(word: str, right: str, found: bool, language: str) -> bool:
    """Whether `word`, which has a dot at its end, ends a sentence; what follows begins with `right`."""
    style = orthography(language)
    word = word.lstrip(_OPENING)
    known = word.removesuffix(".")
    following = right.lstrip(_OPENING)
    forms = {known, small(known, language)}
    if forms & style.titles or (forms & style.numbered and following[:1].isdigit()):
        return False
    # Without a figure behind it, it is the other word: "Yes or no."
    if {known, known.capitalize()} & style.numbered and following[:1].isupper():
        return True
    if style.openers and (small(known, language) in style.abbreviations or _LETTERS.fullmatch(word)):
        return opens(following, language)
    if style.ordinals and _ORDINAL.fullmatch(word):
        if following[:1].islower():
            return False
        if style.ordinals == "any" and following[:1].isupper():
            return opens(following, language)
    # Splitters take many a short word for an abbreviation ("No. Nobody knows.").
    return found or (len(known) > 1 and opens(following, language))


def opens(text: str, language: str) -> bool:
    """Whether a text begins with one of the language's openers, with a capital."""
    word = _WORD.match(text)
    if word is None or not word[0][0].isupper():
        return False
    return small(word[0], language) in orthography(language).openers
