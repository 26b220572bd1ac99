"""Sums of money and percentages in plain words: figure, then scale, then unit. Whole, or not at all.

`$5m` is 5 million dollars and `a $5m plan` a 5 million dollar plan. Where it cannot be told which of the two
it is, or something else is written onto the sum (`A$5`, `$5-a-month`), it stays as it was heard.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.text.orthography import Sums, orthography

_FIGURE = r"\d+(?:,\d{3})*(?:\.\d+)?"
_ALONE = r"(?=\s|$|[.,;:?!)\]\"'”’](?:[.,;:?!)\]\"'”’]|\s|$))"
"""Nothing else is written onto it."""
_BARE = r"(?<![^\s(\[\"'“‘])"
"""Nor before it."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    sum: re.Pattern[str]
    percent: re.Pattern[str]


def in_words(text: str, language: str) -> str:
    """The text with its sums written out; unchanged in a language without a table of them.

    >>> in_words("It cost $2.6 million, or 25% of all.", "en")
    'It cost 2.6 million dollars, or 25 percent of all.'
    """
    sums = orthography(language).sums
    if sums is None:
        return text
    patterns = _patterns(language)
    text = patterns.sum.sub(lambda match: _written(match, sums), text)
    return patterns.percent.sub(lambda match: f"{match['figures']} {sums.percent}", text)


@cache
def _patterns(language: str) -> _Patterns:
    sums = orthography(language).sums
    assert sums is not None  # asked only where there is a table
    sign = "|".join(re.escape(sign) for sign in sorted(sums.units, key=len, reverse=True))
    scale = "|".join(sorted(sums.scales, key=len, reverse=True))
    unit = "|".join(re.escape(word) for pair in sums.units.values() for word in sorted(pair, reverse=True))
    # "$5 or $6 million" may be five dollars, or five million: it is found in order to be left alone.
    shared = rf"(?:{sign}){_FIGURE},? (?:and|or) (?:{sign}){_FIGURE}[ -]?(?i:{scale})\b"
    to = rf"(?P<to>\s?[-–—]\s?(?P=sign)?| {sums.range} (?P=sign)|(?(between) and (?P=sign)|(?!)))"
    return _Patterns(
        sum=re.compile(
            rf"{_BARE}(?:(?P<shared>{shared})|(?P<between>(?i:{sums.between}) )?"
            rf"(?P<sign>{sign})(?P<first>{_FIGURE})(?:(?P<hyphen>[ -])?(?P<scale>(?i:{scale}))\b)?"
            rf"(?:{to}(?P<second>{_FIGURE})(?:(?P<hyphen2>[ -])?(?P<scale2>(?i:{scale}))\b)?)?"
            rf"(?: (?P<unit>{unit})\b)?{_ALONE}(?! {sums.range} \S{{0,3}}\d))"
        ),
        percent=re.compile(rf"{_BARE}(?P<figures>-?{_FIGURE}(?:[-–]{_FIGURE})?) ?%{_ALONE}"),
    )


def _written(match: re.Match[str], sums: Sums) -> str:
    """A sum, or a range from one to another, in words; as it was heard where its parts do not fit."""
    if match["shared"]:
        return match.group()
    one, many = sums.units[match["sign"]]
    unit = match["unit"]
    if unit and unit.split()[-1] not in (one.split()[-1], many.split()[-1]):
        return match.group()
    plural = _is_amount(match, sums)
    if plural is None or (match["second"] and match["scale"] and not match["scale2"]):
        return match.group()
    single = match["first"] == "1" and not match["scale"] and not match["second"]
    named = one if single or not plural else many
    american = "U.S." in one and unit and "U.S." not in unit
    return f"{match['between'] or ''}{_figures(match, sums)} {named if american or not unit else unit}"


def _figures(match: re.Match[str], sums: Sums) -> str:
    first = _scaled(match["first"], match["scale"], sums)
    if not match["second"]:
        return first
    to = match["to"].replace(match["sign"], "")
    if to.strip() in ("-", "–", "—"):
        to = f" {sums.range} " if match["scale"] else to.strip()
    return f"{first}{to}{_scaled(match['second'], match['scale2'], sums)}"


def _scaled(figure: str, scale: str | None, sums: Sums) -> str:
    if not scale:
        return figure
    known = sums.scales[scale.lower()]
    return f"{figure} {scale if scale.lower() == known else known}"


def _is_amount(match: re.Match[str], sums: Sums) -> bool | None:
    """Whether it is so many `dollars`, or the kind of what follows (a 5 `dollar` note); None if unclear."""
    before = (match.string[: match.start()].split() or [""])[-1].strip("(\"'“‘").lower()
    following = re.match(r"\s+(\S+)", match.string[match.end() :])
    if match["unit"] or not following:
        return True
    attached = "-" in (match["hyphen"], match["hyphen2"]) or before in sums.singular_after
    word = re.match(r"[^\W\d_]+", following[1])
    if any(map(str.isdigit, following[1])):
        return None
    if word is None:
        return None if attached else True
    if before in ("a", "an"):
        return False
    if word[0].lower() in sums.plural_before:
        return True
    # "The $5 million raised" is an amount, "the $5 million unfinished bridge" is not.
    return False if attached and not word[0].endswith(("ed", "ing")) else None
