"""How a voice is brought in, asked and thanked by others, and the turns of phrase that are its trade's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from statistics import fmean

from pipeline.roles.features.conversation import Conversation
from pipeline.roles.features.group import FeatureGroup
from pipeline.roles.features.lists import WordLists, load_lists

_BEFORE, _INTRODUCTION, _AFTER = 40, 70, 25
"""Words of the turn before, before the voice's first turn, and of the turn after."""
_PATIENCE = 60
"""Words more than there are, for turns of phrase, which are rare."""
_ENGLISH = load_lists("en")
_NAMES = (
    *(f"before: {kind}" for kind in _ENGLISH.before),
    *(f"introduction: {kind}" for kind in _ENGLISH.introduction),
    *(f"after: {kind}" for kind in _ENGLISH.after),
    *(f"own: {kind}" for kind in _ENGLISH.own),
)


def _measure(conversation: Conversation, voice: int, lists: WordLists) -> list[float]:
    places = conversation.places(voice)
    before = [turn.words[-_BEFORE:] for place in places if (turn := conversation.before(place))]
    after = [turn.words[:_AFTER] for place in places if (turn := conversation.after(place))]
    own = [conversation.turns[place].words for place in places]
    return [
        *_shares(lists.before, before),
        *_shares(lists.introduction, [_introduction(conversation, places[0])]),
        *_shares(lists.after, after),
        *_rates(lists.own, own),
    ]


def _introduction(conversation: Conversation, first: int) -> tuple[str, ...]:
    """The words before the voice is first heard, whoever says them."""
    words: tuple[str, ...] = ()
    for place in range(first - 1, -1, -1):
        words = conversation.turns[place].words + words
        if len(words) >= _INTRODUCTION:
            break
    return words[-_INTRODUCTION:]


def _shares(patterns: Mapping[str, re.Pattern[str]], turns: Sequence[Sequence[str]]) -> list[float]:
    """For each kind the share of turns in which it stands."""
    texts = [" ".join(words) for words in turns]
    return [
        fmean(pattern.search(text) is not None for text in texts) if texts else 0.0
        for pattern in patterns.values()
    ]


def _rates(patterns: Mapping[str, re.Pattern[str]], turns: Sequence[Sequence[str]]) -> list[float]:
    """For each kind how often it stands in a hundred words."""
    texts = [" ".join(words) for words in turns]
    words = sum(map(len, turns)) + _PATIENCE
    return [100 * sum(len(p.findall(text)) for text in texts) / words for p in patterns.values()]


GROUP = FeatureGroup(_NAMES, _measure)
