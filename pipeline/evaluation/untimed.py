"""Turns of which only the words and their order are known."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.transcript.model import Utterance

WORDS_PER_SECOND = 2.7
"""Of broadcast speech; it only has to put turns in order and in proportion."""
_BETWEEN = 0.3


def in_order(lines: Iterable[tuple[str, str]]) -> tuple[Utterance, ...]:
    """Turns one after another from (speaker, text)."""
    moment, turns = 0.0, []
    for speaker, text in lines:
        end = moment + len(text.split()) / WORDS_PER_SECOND
        turns.append(Utterance(moment, end, speaker, text))
        moment = end + _BETWEEN
    return tuple(turns)
