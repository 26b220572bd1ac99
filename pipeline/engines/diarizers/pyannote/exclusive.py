"""Turns that never overlap, from turns that may."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable

from pipeline.engines.diarization import Turn


def exclusive_turns(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """Every moment with speech, given to the voice that began last; of two at once, to the longer turn.

    A voice that was interrupted goes on when the other one ends. What one voice holds in a row is one turn.
    """
    coming = deque(sorted(turns, key=lambda turn: turn.start))
    moments = sorted({moment for turn in coming for moment in (turn.start, turn.end)})
    heard: list[Turn] = []
    held: list[Turn] = []
    for start, end in itertools.pairwise(moments):
        while coming and coming[0].start <= start:
            heard.append(coming.popleft())
        heard = [turn for turn in heard if turn.end > start]
        if not heard:
            continue
        label = max(heard, key=lambda turn: (turn.start, turn.end)).label
        if held and held[-1].end == start and held[-1].label == label:
            start = held.pop().start
        held.append(Turn(start, end, label))
    return tuple(held)
