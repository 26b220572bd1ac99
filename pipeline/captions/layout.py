"""The lines of one caption: one if its words fit, else two that end well and are of like length."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline.captions.rules import Rules
from pipeline.captions.tokens import Token
from pipeline.captions.width import columns

_SECOND = 0.15
"""Of a second line."""
_LINE_END = 0.6
"""The share of a caption's penalty that the end of a line inside it has."""
_UNEVEN = 0.5
"""For lines of which one is empty; less for less."""
_HEAVY_ABOVE = 0.1
"""Where the upper line is the longer one: it hides more of the picture."""
_LEAD_ALONE = 1.5
"""Where the name has the upper line for itself."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the lines of a caption end, its last aside; its columns in all, and what it costs."""

    cuts: tuple[int, ...]
    width: int
    cost: float


class Layouts:
    """The layouts of captions of a run, whose lines end with `ends`; `lead` is what may stand before."""

    def __init__(self, tokens: Sequence[Token], ends: Sequence[float], rules: Rules, lead: str) -> None:
        self._ends, self._most, self._lines = ends, rules.characters, rules.lines
        self._lead, self._lead_alone = columns(lead), columns(lead.rstrip())
        self._spaces = [int(token.space) for token in tokens]
        # Up to each word, with the space before each.
        widths = (token.width + token.space for token in tokens)
        self._edges = list(accumulate(widths, initial=0))

    def is_full(self, first: int, last: int) -> bool:
        """Whether nothing that begins even earlier can fit."""
        return self._width(first, last) > self._lines * (self._most + 1) - 1  # no space at a line's end

    def best(self, first: int, last: int, led: bool) -> Layout | None:
        """Of words `first` up to `last`, behind the lead where it is `led`; None where they do not fit."""
        lead = self._lead if led else 0
        whole = self._width(first, last) + lead
        if whole <= self._most:
            return Layout((), whole, 0.0)
        if self._lines < 2:
            return None
        found: Layout | None = None
        begin, end = self._edges[first] + self._spaces[first] - lead, self._edges[last]
        most = min(bisect_right(self._edges, begin + self._most) - 1, last - 1)
        for cut in range(most, first, -1):
            below = end - self._edges[cut] - self._spaces[cut]
            if below > self._most:
                break
            above = self._edges[cut] - begin
            cost = _SECOND + _LINE_END * self._ends[cut - 1] + _UNEVEN * abs(above - below) / self._most
            cost += _HEAVY_ABOVE * (above > below)
            if found is None or cost < found.cost:
                found = Layout((cut,), above + below, cost)
        if found is None and led and self._width(first, last) <= self._most:
            width = self._lead_alone + self._width(first, last)
            return Layout((first,), width, _SECOND + _LEAD_ALONE)
        return found

    def _width(self, first: int, last: int) -> int:
        return self._edges[last] - self._edges[first] - self._spaces[first]
