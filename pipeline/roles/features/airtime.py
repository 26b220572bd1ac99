"""Who speaks when and how long: thirty-odd numbers for which no word need be known."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import fmean, median

from pipeline.roles.features.conversation import NOBODY, Conversation, Turn
from pipeline.roles.features.group import FeatureGroup
from pipeline.roles.features.lists import WordLists

_NAMES = (
    "share of talk", "rank by talk", "share of turns", "rank by turns", "turns", "voices", "seconds in all",
    "mean turn", "median turn", "longest turn", "shortest turn", "long turns", "short turns",
    "very long turns", "first turn", "last turn", "is first", "is last", "is only voice", "talks most",
    "has most turns", "begins at", "ends at", "spread", "middle", "sandwiched", "speaks around", "partners",
    "main partner", "after the first voice", "before the first voice", "turn before", "turn after",
    "longer than the turn before", "every second turn",
)  # fmt: skip
_SHORT, _LONG, _VERY_LONG = 5.0, 25.0, 60.0
"""Seconds of an interjection, above a soundbite, and of a speech or a report."""


def _measure(conversation: Conversation, voice: int, _: WordLists) -> list[float]:
    turns = conversation.turns
    places = conversation.places(voice)
    own = [turns[place].seconds for place in places]
    spoken = _by_voice(turns)
    counts = Counter(turn.voice for turn in turns if turn.voice != NOBODY)
    begin, end = turns[0].start, max(turn.end for turn in turns)
    whole = end - begin or 1.0
    first, last = turns[places[0]], turns[places[-1]]
    return [
        sum(own) / (sum(spoken.values()) or 1.0),
        _rank(voice, spoken),
        len(own) / sum(counts.values()),
        _rank(voice, counts),
        math.log(len(own)),
        math.log(len(counts)),
        _log(sum(own)),
        *(_log(value) for value in (fmean(own), median(own), max(own), min(own))),
        _share(own, lambda seconds: seconds > _LONG),
        _share(own, lambda seconds: seconds < _SHORT),
        _share(own, lambda seconds: seconds > _VERY_LONG),
        _log(own[0]),
        _log(own[-1]),
        float(places[0] == 0),
        float(places[-1] == len(turns) - 1),
        float(len(counts) == 1),
        float(_rank(voice, spoken) == 0.0),
        float(_rank(voice, counts) == 0.0),
        (first.start - begin) / whole,
        (last.end - begin) / whole,
        (last.end - first.start) / whole,
        ((first.start + last.end) / 2 - begin) / whole,
        *_among_others(conversation, places),
    ]


def _among_others(conversation: Conversation, places: Sequence[int]) -> list[float]:
    """How the voice's turns lie between those of others."""
    turns = conversation.turns
    before = [conversation.before(place) for place in places]
    after = [conversation.after(place) for place in places]
    own = [turns[place].seconds for place in places]
    sides = [(one, other) for one, other in zip(before, after, strict=True) if one and other]
    partners = Counter(turn.voice for turn in (*before, *after) if turn and turn.voice != NOBODY)
    opener = turns[0].voice
    gaps = [other - place for place, other in pairwise(places)]
    return [
        sum(one.voice == other.voice != NOBODY for one, other in sides) / len(places),
        sum(gap == 2 for gap in gaps) / len(places),
        math.log1p(len(partners)),
        max(partners.values(), default=0) / (partners.total() or 1),
        sum(turn is not None and turn.voice == opener for turn in before) / len(places),
        sum(turn is not None and turn.voice == opener for turn in after) / len(places),
        _log(fmean([turn.seconds for turn in before if turn] or [0.0])),
        _log(fmean([turn.seconds for turn in after if turn] or [0.0])),
        fmean(
            [_log(mine) - _log(turn.seconds) for mine, turn in zip(own, before, strict=True) if turn] or [0.0]
        ),
        sum(gap == 2 for gap in gaps) / (len(gaps) or 1),
    ]


def _by_voice(turns: Sequence[Turn]) -> dict[int, float]:
    spoken: dict[int, float] = {}
    for turn in turns:
        if turn.voice != NOBODY:
            spoken[turn.voice] = spoken.get(turn.voice, 0.0) + turn.seconds
    return spoken


def _rank(voice: int, amounts: dict[int, float] | Counter[int]) -> float:
    """0 for the most, 1 for the least."""
    more = sum(amount > amounts[voice] for amount in amounts.values())
    return more / max(1, len(amounts) - 1)


def _share(own: Sequence[float], holds: Callable[[float], bool]) -> float:
    return sum(map(holds, own)) / len(own)


def _log(seconds: float) -> float:
    return math.log(max(seconds, 0.3))


GROUP = FeatureGroup(_NAMES, _measure, needs_words=False)
