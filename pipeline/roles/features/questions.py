"""Who asks and who is asked, with and without question marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.roles.features.conversation import QUESTION, Conversation, Turn
from pipeline.roles.features.group import FeatureGroup
from pipeline.roles.features.lists import WordLists

_NAMES = (
    "asks", "asks at the end", "questions a word", "is asked", "answer is asked", "short question",
    "asks without mark", "is asked without mark",
)  # fmt: skip
_SHORT = 25
"""Words of a question that is hardly more than that."""
_LAST = 20
"""Words at the end of a turn in which a question without its mark is looked for."""


def _measure(conversation: Conversation, voice: int, lists: WordLists) -> list[float]:
    places = conversation.places(voice)
    own = [conversation.turns[place] for place in places]
    before = [conversation.before(place) for place in places]
    after = [conversation.after(place) for place in places]
    marks = sum(turn.tokens.count(QUESTION) for turn in own)
    words = sum(len(turn.tokens) for turn in own)
    return [
        _share(QUESTION in turn.tokens for turn in own),
        _share(_ends_asking(turn) for turn in own),
        100 * marks / (words + 25),
        _share(_ends_asking(turn) for turn in before),
        _share(_ends_asking(turn) for turn in after),
        _share(_ends_asking(turn) and len(turn.tokens) <= _SHORT for turn in own),
        _share(_sounds_asking(turn, lists) for turn in own),
        _share(_sounds_asking(turn, lists) for turn in before),
    ]


def _ends_asking(turn: Turn | None) -> bool:
    return turn is not None and QUESTION in turn.tokens[-1:]


def _sounds_asking(turn: Turn | None, lists: WordLists) -> bool:
    if turn is None:
        return False
    end = " ".join(turn.words[-_LAST:])
    return any(_found(lists, kind, end) for kind in ("do_you", "is_it", "wh_question"))


def _found(lists: WordLists, kind: str, text: str) -> bool:
    pattern: re.Pattern[str] | None = lists.before.get(kind)
    return pattern is not None and pattern.search(text) is not None


def _share(flags: Iterable[bool]) -> float:
    counted = list(flags)
    return sum(counted) / len(counted)


GROUP = FeatureGroup(_NAMES, _measure)
