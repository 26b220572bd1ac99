"""Words and turns to utterances: who said which words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from pipeline.turns import UNTOLD, overlapped
from pipeline.types import Diarization, Turn, Utterance, Word
from pipeline.words import TimedWords

_REACH = 0.6
"""Seconds around a change of turns in which a better place to cut is looked for."""
_SENTENCE_END = 0.5
_PAUSE_WORTH = 1.0
"""What a sentence end, and each second of pause, is worth in seconds of distance from the turn's edge."""
_OVERLAP = 0.25
"""Seconds of another voice from which an utterance is marked as overlapped."""


def join_words(windows: Sequence[TimedWords], diarization: Diarization) -> tuple[Utterance, ...]:
    """One utterance for the consecutive words of one voice; a new turn of the same voice begins a new one."""
    spoken = [pair for timed in windows for pair in _by_turn(timed.words, timed.heard.window.turns)]
    spoken.sort(key=lambda pair: pair[0].start)
    return tuple(
        _utterance(turn, [word for word, _ in pairs], diarization)
        for turn, pairs in groupby(spoken, key=lambda pair: pair[1])
    )


def _by_turn(words: Sequence[Word], turns: Sequence[Turn]) -> list[tuple[Word, Turn]]:
    """Give each word of a window to one of the window's turns, changing over where the words show it.

    Words cut at the very edge of a turn go wrong more often than right: a diarizer's edges are some tenths of
    a second off. So the cut moves to the sentence end or pause that speaks best for it nearby.
    """
    cuts = [0]
    for left, right in pairwise(turns):
        cuts.append(max(cuts[-1], _cut(words, (left.end + right.start) / 2)))
    cuts.append(len(words))
    return [
        (word, turn)
        for turn, first, last in zip(turns, cuts, cuts[1:], strict=False)
        for word in words[first:last]
    ]


def _cut(words: Sequence[Word], edge: float) -> int:
    """Index of the first word after the best place to cut near the moment `edge`."""

    def cost(index: int) -> float:
        left, right = words[index - 1], words[index]
        gap = max(0.0, right.start - left.end)
        distance = abs((left.end + right.start) / 2 - edge)
        return distance - _PAUSE_WORTH * gap - (_SENTENCE_END if left.text.endswith((".", "?", "!")) else 0.0)

    nearby = [i for i in range(1, len(words)) if abs(words[i].start - edge) <= _REACH]
    if nearby:
        return min(nearby, key=cost)
    return sum((word.start + word.end) / 2 < edge for word in words)


def _utterance(turn: Turn, words: Sequence[Word], diarization: Diarization) -> Utterance:
    start, end = words[0].start, max(word.end for word in words)
    return Utterance(
        start=start,
        end=end,
        speaker=None if turn.label == UNTOLD else turn.label,
        text=" ".join(word.text for word in words),
        overlapped=overlapped(start, end, turn.label, diarization.turns) >= _OVERLAP,
        words=tuple(words),
    )
