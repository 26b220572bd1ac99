"""Text that goes on for minutes without a mark, parted where a voice pauses, else after so many words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile

from pipeline.text.orthography import orthography
from pipeline.text.print_style import is_spaced
from pipeline.text.stretch import Stretch

_WORDS = 30
_SECONDS = 12.0
"""About as much as a paragraph is to hold."""
_TOO_LONG = {False: 1.5, True: 3.0}
"""How many times as much it must be to be parted; in text that has marks a sentence may be long (`True`)."""
_PAUSE = 1.0
"""Seconds of silence that nobody makes inside of a phrase."""
_BREATH = 0.3
"""A pause that shows, in a language without spaces, that a word ends; a comma is worth as much."""
_FEWEST = 5
"""Words that a pause does not part from the rest."""
_COMMAS = (",", "，", "、", "،", ";", ":")


def part_long(stretch: Stretch, first: int, last: int, *, marked: bool) -> list[tuple[int, int]]:
    """The units `first` to `last`, in parts if nobody would say as much in one sentence."""
    if _size(stretch, first, last) <= _TOO_LONG[marked]:
        return [(first, last)]
    parts = []
    for begin, end in pairwise([first, *_pauses(stretch, first, last), last]):
        while _size(stretch, begin, end) > _TOO_LONG[False]:
            cut = _best(stretch, begin, end)
            if cut is None:
                break
            parts.append((begin, cut))
            begin = cut
        parts.append((begin, end))
    return parts


def _size(stretch: Stretch, first: int, last: int) -> float:
    """How many paragraphs' worth of words, or of seconds, the units are."""
    seconds = stretch.units[last - 1].end - stretch.units[first].start
    words = last - first if is_spaced(stretch.language) else 0
    return max(words / _WORDS, seconds / _SECONDS)


def _pauses(stretch: Stretch, first: int, last: int) -> Iterator[int]:
    """The units before which the voice is silent for long."""
    before = first
    for unit in range(first + _FEWEST, last - _FEWEST + 1):
        if unit - before >= _FEWEST and _gap(stretch, unit) >= _PAUSE:
            yield unit
            before = unit


def _gap(stretch: Stretch, unit: int) -> float:
    return stretch.units[unit].start - stretch.units[unit - 1].end


def _best(stretch: Stretch, first: int, last: int) -> int | None:
    """The unit before which it is best to go on in another paragraph."""

    def worth(unit: int) -> tuple[float, bool, float]:
        comma = _BREATH if stretch.slice(unit - 1, unit).endswith(_COMMAS) else 0.0
        # "… will have to pay" and "while the opposition …" rather than "… will" and "have to pay".
        opener = stretch.slice(unit, unit + 1).lower() in orthography(stretch.language).openers
        return round(_gap(stretch, unit) + comma, 2), opener, -abs(_size(stretch, first, unit) - 1.0)

    near = takewhile(lambda unit: _size(stretch, first, unit) <= 1.5, range(first + 1, last))
    fitting = (
        unit
        for unit in near
        if _size(stretch, first, unit) >= 0.5
        and _size(stretch, unit, last) >= 0.5
        and _is_between_words(stretch, unit)
    )
    return max(fitting, key=worth, default=None)


def _is_between_words(stretch: Stretch, unit: int) -> bool:
    """Where no spaces part words, what a recognizer gives as words may be halves of them."""
    apart = stretch.units[unit - 1].last < stretch.units[unit].first
    said = stretch.slice(unit - 1, unit)
    return apart or said.endswith(_COMMAS) or _gap(stretch, unit) >= _BREATH
