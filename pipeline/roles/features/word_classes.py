"""Kinds of words: how often a voice uses them, anywhere, to begin with, and at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.roles.features.conversation import Conversation
from pipeline.roles.features.group import FeatureGroup
from pipeline.roles.features.lists import WordLists, load_lists

_FIRST, _LAST = 3, 6
"""Words at either end of a turn."""
_PATIENCE = 25
"""Words more than there are, so that a short statement has no strong habits."""
_ENGLISH = load_lists("en")
_NAMES = (
    *_ENGLISH.classes,
    *(f"{kind}, to begin with" for kind in _ENGLISH.opening),
    *(f"{kind}, at the end" for kind in _ENGLISH.closing),
    "as the turn before",
)


def _measure(conversation: Conversation, voice: int, lists: WordLists) -> list[float]:
    own = [turn.words for turn in conversation.own(voice)]
    whole = [" ".join(words) for words in own]
    first = [" ".join(words[:_FIRST]) for words in own]
    last = [" ".join(words[-_LAST:]) for words in own]
    return [
        *(_rate(pattern, whole) for pattern in lists.classes.values()),
        *(_rate(lists.classes[kind], first) for kind in lists.opening),
        *(_rate(lists.classes[kind], last) for kind in lists.closing),
        _echo(conversation, voice),
    ]


def _rate(pattern: re.Pattern[str], texts: Sequence[str]) -> float:
    """Words of the kind to a hundred words."""
    found = sum(len(pattern.findall(text)) for text in texts)
    return 100 * found / (sum(text.count(" ") + 1 for text in texts if text) + _PATIENCE)


def _echo(conversation: Conversation, voice: int) -> float:
    """Share of longer words that were said in the turn before."""
    same = said = 0
    for place in conversation.places(voice):
        before = conversation.before(place)
        words = {word for word in conversation.turns[place].words if len(word) > 4}
        said += len(words)
        same += len(words & set(before.words)) if before else 0
    return same / (said + 5)


GROUP = FeatureGroup(_NAMES, _measure)
