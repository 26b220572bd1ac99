"""Where the words of one voice are broken into captions and lines: the cheapest way of all.

Dynamic programming over the words: the best captions up to a word are the best up to an earlier one, and one
caption more. What a caption costs says what is wrong with it; a caption that breaks a limit of the preset is
dear, not impossible, since people may speak faster than anybody reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise

from pipeline.captions.caption import Draft, Line
from pipeline.captions.layout import Layout, Layouts
from pipeline.captions.names import lead_before
from pipeline.captions.penalties import SENTENCE, ends_sentence, penalties
from pipeline.captions.rules import Rules
from pipeline.captions.runs import Run
from pipeline.captions.tokens import Token
from pipeline.text.print_style import is_spaced
from pipeline.transcript.shown import is_right_to_left, runs_as

_EACH = 0.6
"""Of every caption: fewer are better."""
_TOO_FAST = 4.0
"""For each share of the time to read that is missing."""
_TOO_SHORT = 4.0
"""For each share of the shortest time that is missing."""
_TOO_LONG = 3.0
"""When it stands longer than the longest, and again for each length more."""
_LONG_PAUSE = 0.7
"""Seconds of a pause that readers notice inside a caption."""
_PAUSE = 1.5
"""For each second of such a pause, of five at most."""
_VERY_LONG_PAUSE = 2.0
"""Seconds that part two captions, if anything can."""
_SILENCE = 6.0
"""For such a pause."""
_SENTENCE_INSIDE = 0.3
"""For each sentence that ends before the caption does."""
_SENTENCE_TORN = 0.6
"""When one ends in it and the next is not finished in it."""
_CRUMB = 0.5
"""For a caption of less than a quarter of a line that is no sentence."""


def broken(run: Run, rules: Rules, lead: str, *, lead_each: bool) -> Iterator[Draft]:
    """The captions of a run, without times of their own yet.

    `lead` stands before the first, or before each of them with `lead_each`.
    """
    text = " ".join(token.text for token in run.tokens)
    turned = is_right_to_left(text) is True
    lead = lead_before(lead, turned)
    costs = _Costs(run, rules, lead, lead_each)
    for first, last in _cheapest(costs):
        opened = lead if lead_each or first == 0 else ""
        layout = costs.layouts.best(first, last, bool(opened))
        assert layout is not None  # else the caption would not have been taken
        yield _draft(run, layout, opened, turned, (first, last))


def _draft(run: Run, layout: Layout, lead: str, turned: bool, span: tuple[int, int]) -> Draft:
    first, last = span
    edges = [first, *layout.cuts, last]
    lines = []
    for number, (since, until) in enumerate(pairwise(edges)):
        text = runs_as(line_text(run.tokens[since:until]), turned)
        begin = run.tokens[min(since, last - 1)].start
        count = _words(run, since, until) if until > since else 0
        lines.append(Line(run.speaker, text, lead if number == 0 else "", begin, count))
    end = max(token.end for token in run.tokens[first:last])
    return Draft(run.tokens[first].start, end, tuple(lines), turned)


def line_text(tokens: tuple[Token, ...]) -> str:
    """Words as one line."""
    return "".join(f" {one.text}" if one.space else one.text for one in tokens).strip()


def _words(run: Run, first: int, last: int) -> int:
    """Words to read; where no spaces part them, six columns are taken for one."""
    if is_spaced(run.language):
        return last - first
    return max(1, round(sum(token.width for token in run.tokens[first:last]) / 6))


def _cheapest(costs: _Costs) -> list[tuple[int, int]]:
    """First and last word of each caption."""
    count = len(costs.run.tokens)
    best = [0.0] + [float("inf")] * count
    before = [0] * (count + 1)
    for last in range(1, count + 1):
        for first in range(last - 1, -1, -1):
            cost = costs.of(first, last, best[last] - best[first])
            if cost is None:
                break
            if best[first] + cost < best[last]:
                best[last], before[last] = best[first] + cost, first
    found, last = [], count
    while last:
        found.append((before[last], last))
        last = before[last]
    return found[::-1]


class _Costs:
    """What a caption of words `first` up to `last` of a run costs."""

    def __init__(self, run: Run, rules: Rules, lead: str, lead_each: bool) -> None:
        tokens = run.tokens
        self.run, self._rules, self._lead_each = run, rules, lead_each
        self._lead = len(lead.split())
        self._ends = penalties(tokens, run.language)
        self.layouts = Layouts(tokens, self._ends, rules, lead)
        pauses = [max(0.0, two.start - one.end) for one, two in pairwise(tokens)]
        self._pauses = list(accumulate(map(_of_pause, pauses), initial=0.0))
        stops = [ends_sentence(token.text, run.language) for token in tokens]
        self._stops = list(accumulate(stops, initial=0))
        self._latest = list(accumulate((token.end for token in tokens), max))
        self._by_words = is_spaced(run.language)

    def of(self, first: int, last: int, limit: float) -> float | None:
        """None where it does not fit, nor with more words before it; infinite if it is above `limit`."""
        if self.layouts.is_full(first, last):
            return None
        inside = self._stops[last - 1] - self._stops[first]
        end = self._ends[last - 1]
        cost = _EACH + end + _SENTENCE_INSIDE * inside + _SENTENCE_TORN * (inside > 0 and end != SENTENCE)
        cost += self._pauses[last - 1] - self._pauses[first]
        if cost >= limit:
            return float("inf")
        led = bool(self._lead) and (self._lead_each or first == 0)
        layout = self.layouts.best(first, last, led)
        if layout is None:  # for want of a line end; one word more may have one
            return float("inf")
        cost += layout.cost
        opens = first == 0 or self._ends[first - 1] == SENTENCE
        if layout.width * 4 < self._rules.characters and not (opens and end == SENTENCE):
            cost += _CRUMB
        return cost + self._of_time(first, last, layout.width, led)

    def _of_time(self, first: int, last: int, width: int, led: bool) -> float:
        rules, tokens = self._rules, self.run.tokens
        start, end = tokens[first].start, max(tokens[first].start, self._latest[last - 1])
        after = tokens[last].start if last < len(tokens) else self.run.after
        words = last - first if self._by_words else max(1, round(width / 6))
        needed = rules.reading(width, words + self._lead * led)
        there = max(min(end + rules.linger, after - rules.gap), start) - start
        cost = 0.0
        if there < needed:
            cost += _TOO_FAST * (1 - there / needed)
        if there < rules.shortest:
            cost += _TOO_SHORT * (1 - there / rules.shortest)
        if end - start > rules.longest:
            cost += _TOO_LONG * (end - start) / rules.longest
        return cost


def _of_pause(pause: float) -> float:
    if pause < _LONG_PAUSE:
        return 0.0
    return _PAUSE * min(pause, 5.0) + (_SILENCE if pause >= _VERY_LONG_PAUSE else 0.0)
