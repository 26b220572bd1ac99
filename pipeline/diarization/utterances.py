"""Words and turns to utterances: who said which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from pipeline.diarization.turns import overlapped
from pipeline.engines.diarization import UNATTRIBUTED, Diarization, Turn
from pipeline.engines.recognition import Hypothesis, Window
from pipeline.text.print_style import has_end, joined
from pipeline.transcript.model import Utterance, Word

_REACH = 0.6
"""Seconds around a change of turns in which a better place to cut is looked for."""
_SENTENCE_END = 0.6
_PAUSE_WORTH = 1.0
"""What a sentence end, and each second of pause, is worth in seconds of distance from the turn's edge."""
_OVERLAP = 0.25
"""Seconds of another voice from which an utterance is marked as overlapped."""


def attribute_words(
    windows: Sequence[Hypothesis], diarization: Diarization, language: str
) -> tuple[Utterance, ...]:
    """One utterance for the consecutive words of one voice in one language.

    A new turn of the same voice begins a new one. `language` is the programme's.
    """
    spoken = [
        _Spoken(word, turn, heard.window.language if heard.window.language != language else None)
        for heard in windows
        for word, turn in _by_turn(heard.words, heard.window, heard.window.language or language)
    ]
    spoken.sort(key=lambda one: one.word.start)
    return tuple(
        _utterance(turn, [one.word for one in group], diarization, language, foreign)
        for (turn, foreign), group in groupby(spoken, key=lambda one: (one.turn, one.foreign))
    )


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A word, whose turn it belongs to, and its language where that is not the programme's."""

    word: Word
    turn: Turn
    foreign: str | None


def _by_turn(words: Sequence[Word], window: Window, language: str) -> list[tuple[Word, Turn]]:
    """Give each word of a window to one of the window's turns, changing over where the words show it.

    Words cut at the very edge of a turn go wrong more often than right: a diarizer's edges are some tenths of
    a second off. So the cut moves to the sentence end or pause that speaks best for it nearby.
    """
    turns = window.turns or (Turn(window.start, window.end, UNATTRIBUTED),)
    cuts = [0]
    for left, right in pairwise(turns):
        cuts.append(max(cuts[-1], _cut(words, (left.end + right.start) / 2, language)))
    cuts.append(len(words))
    return [
        (word, turn)
        for turn, (first, last) in zip(turns, pairwise(cuts), strict=True)
        for word in words[first:last]
    ]


def _cut(words: Sequence[Word], edge: float, language: str) -> int:
    """Index of the first word after the best place to cut near the moment `edge`: 0 to all of them."""

    def distance(index: int) -> float:
        """How far `edge` lies from the gap before word `index`."""
        before = words[index - 1].end - edge if index else 0.0
        after = edge - words[index].start if index < len(words) else 0.0
        return max(before, after, 0.0)

    def cost(index: int) -> float:
        if index in (0, len(words)):
            return distance(index)
        gap = max(0.0, words[index].start - words[index - 1].end)
        ended = _SENTENCE_END if has_end(words[index - 1].text, language) else 0.0
        return distance(index) - _PAUSE_WORTH * gap - ended

    nearby = [index for index in range(len(words) + 1) if distance(index) <= _REACH]
    if nearby:
        return min(nearby, key=lambda index: (cost(index), _off(words, index, edge)))
    return sum(word.middle < edge for word in words)


def _off(words: Sequence[Word], index: int, edge: float) -> float:
    """Between places that are as good: how far the nearest word's middle would be on the wrong side."""
    left = words[index - 1].middle - edge if index else 0.0
    right = edge - words[index].middle if index < len(words) else 0.0
    return max(left, right)


def _utterance(
    turn: Turn, words: Sequence[Word], diarization: Diarization, language: str, foreign: str | None
) -> Utterance:
    start, end = words[0].start, max(word.end for word in words)
    return Utterance(
        start=start,
        end=end,
        speaker=None if turn.label == UNATTRIBUTED else turn.label,
        text=joined((word.text for word in words), foreign or language),
        overlapped=overlapped(start, end, turn.label, diarization.turns) >= _OVERLAP,
        language=foreign,
        words=tuple(words),
    )
