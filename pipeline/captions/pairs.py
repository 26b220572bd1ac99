"""Two voices in one caption, each in a line of its own behind a dash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.captions.caption import Draft, Line
from pipeline.captions.rules import Rules
from pipeline.captions.width import columns

_QUICK = 0.5
"""Seconds between two voices of which the second answers at once."""


def paired(drafts: Iterable[Draft], rules: Rules) -> Iterator[Draft]:
    """The same in order; two that are too short alone, or spoken at once, share one where both fit in."""
    held: Draft | None = None
    for draft in drafts:
        if held is None:
            held = draft
        elif _may_share(held, draft, rules):
            yield _shared(held, draft, rules)
            held = None
        else:
            yield held
            held = draft
    if held is not None:
        yield held


def _may_share(one: Draft, two: Draft, rules: Rules) -> bool:
    if len(one.lines) > 1 or len(two.lines) > 1 or rules.lines < 2:
        return False
    if one.speaker == two.speaker and one.speaker is not None:
        return False
    if max(one.lines[0].width, two.lines[0].width) + columns(rules.dash) > rules.characters:
        return False
    end = max(one.end, two.end)
    if end - one.start > rules.longest or two.start - one.end > _QUICK:
        return False
    return two.start < one.end or min(_alone(one, two.start), _alone(two, two.end)) < rules.shortest


def _alone(draft: Draft, until: float) -> float:
    """Seconds that it would have by itself."""
    return max(0.0, until - draft.start)


def _shared(one: Draft, two: Draft, rules: Rules) -> Draft:
    lines = tuple(_dashed(line, rules.dash) for line in (*one.lines, *two.lines))
    return Draft(one.start, max(one.end, two.end), lines, one.right_to_left)


def _dashed(line: Line, dash: str) -> Line:
    return replace(line, lead=dash + line.lead)
