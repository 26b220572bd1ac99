"""Capitals inside sentences, which are names: who says them and where. Nothing where a text has no case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import fmean

from pipeline.roles.features.conversation import Conversation
from pipeline.roles.features.group import FeatureGroup
from pipeline.roles.features.lists import WordLists

_NAMES = (
    "has case", "capitals", "capitals at the start", "capitals at the end", "full names", "capitals before",
    "full name before", "name closes", "name closes before", "station brings in",
)  # fmt: skip
_NAME = re.compile(r"(?<![.?!] )(?<!^)\b[A-Z][a-z]+")
_FULL = re.compile(r"\b[A-Z][a-z]+(?:-[A-Z][a-z]+)? (?:[A-Z]\. )?(?:Mc|O'|de |van )?[A-Z][a-z]+")
_STATION = re.compile(
    r"\b(?!(?:FBI|CIA|NSA|NASA|NATO|US|USA|UK|UN|EU|PM|CEO|MP|GOP|DNC|RNC|TV|DNA|AIDS|ISIS|IRS|NHS|II|III|AM)\b)"
    r"[A-Z]{2,5}(?:\.com)?(?:'s)? (?:[\w,-]+ ){0,6}?[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][\w'-]+"
)
"""Initials and then a full name: "ABC's Lena Ford", "ABC political correspondent Lena Ford"."""
_EDGE = 60
"""Characters at either end of a turn."""
_INTRODUCTION = 400
"""Characters before a voice is first heard in which it is brought in."""


def _measure(conversation: Conversation, voice: int, _: WordLists) -> list[float]:
    places = conversation.places(voice)
    own = [conversation.turns[place] for place in places]
    cased = [turn for turn in own if _has_case(turn.text)]
    if not cased:
        return [0.0] * len(_NAMES)
    before = [turn for place in places if (turn := conversation.before(place)) and _has_case(turn.text)]
    return [
        1.0,
        _rate(_NAME, [turn.text for turn in cased]),
        _rate(_NAME, [turn.text[:_EDGE] for turn in cased]),
        _rate(_NAME, [turn.text[-_EDGE:] for turn in cased]),
        _rate(_FULL, [turn.text for turn in cased]),
        _rate(_NAME, [turn.text[-2 * _EDGE :] for turn in before]),
        _share(_FULL, [turn.text[-2 * _EDGE :] for turn in before]),
        _share(_NAME, [turn.text[-12:] for turn in cased]),
        _share(_NAME, [turn.text[-12:] for turn in before]),
        _share(_STATION, [turn.text[-_INTRODUCTION:] for turn in before[:1]]),
    ]


def _has_case(text: str) -> bool:
    return any(map(str.islower, text)) and any(map(str.isupper, text))


def _rate(pattern: re.Pattern[str], texts: Sequence[str]) -> float:
    """Finds a hundred words, in texts that are at least a few words long."""
    found = sum(len(pattern.findall(text)) for text in texts)
    return 100 * found / (sum(len(text.split()) for text in texts) + 25)


def _share(pattern: re.Pattern[str], texts: Sequence[str]) -> float:
    return fmean(pattern.search(text) is not None for text in texts) if texts else 0.0


GROUP = FeatureGroup(_NAMES, _measure)
