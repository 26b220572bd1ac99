"""When captions are shown: whole ticks of the format's grid, so that nothing overlaps and nothing is empty.

A caption begins with its words. It stands on after them until it can be read, as far as the preset and the
next caption let it. Of two voices at once that do not share a caption, the second waits until the first can
be read, but not longer than half of its own words take.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from pipeline.captions.caption import Caption, Draft
from pipeline.captions.rules import Rules


def timed(drafts: Sequence[Draft], rules: Rules, grid: int, end: float | None) -> tuple[Caption, ...]:
    """The captions with their times in ticks of 1/`grid` s.

    The drafts are in order of their beginnings. `end` is that of the media, after which none stands on.
    """
    starts = _starts(drafts, rules, grid)
    found = []
    for number, draft in enumerate(drafts):
        after = starts[number + 1] if number + 1 < len(drafts) else None
        found.append(Caption(starts[number], _end(draft, starts[number], after, rules, grid, end), draft))
    return tuple(found)


def tick(seconds: float, grid: int) -> int:
    """The tick nearest to a time.

    >>> tick(59.9996, 1000)
    60000
    """
    return max(0, floor(seconds * grid + 0.5))


def needed(draft: Draft, rules: Rules) -> float:
    """Seconds that a caption has to stand."""
    return min(rules.longest, max(rules.shortest, rules.reading(draft.characters, draft.words)))


def _starts(drafts: Sequence[Draft], rules: Rules, grid: int) -> list[int]:
    starts: list[int] = []
    for number, draft in enumerate(drafts):
        start = tick(draft.start, grid)
        if starts:
            before = drafts[number - 1]
            if before.end > draft.start:
                wanted = starts[-1] + tick(needed(before, rules) + rules.gap, grid)
                waits = tick(draft.start + (draft.end - draft.start) / 2, grid)
                start = max(start, min(wanted, waits))
            start = max(start, starts[-1] + 1)
        starts.append(start)
    return starts


def _end(draft: Draft, start: int, after: int | None, rules: Rules, grid: int, end: float | None) -> int:
    spoken = max(tick(draft.end, grid), start + 1)
    stands = start + tick(needed(draft, rules), grid)
    shortest = start + tick(rules.shortest, grid)
    wanted = max(spoken, min(stands, spoken + tick(rules.linger, grid)), shortest)
    if end is not None:
        wanted = max(spoken, min(wanted, tick(end, grid)))
    if after is None:
        return wanted
    latest = max(after - _ticks_up(rules.gap, grid), start + 1)
    if wanted >= latest:
        return latest
    closes = after - wanted < tick(rules.closing, grid) and latest - start <= tick(rules.longest, grid)
    return latest if closes else wanted


def _ticks_up(seconds: float, grid: int) -> int:
    """Whole ticks that are no shorter, but for a tenth of one: two frames are two at any rate."""
    return -floor(0.1 - seconds * grid)
