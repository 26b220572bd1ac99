"""Speaker turns as later stages want them: named S1, S2 … by first word, without flicker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.engines.diarization import UNATTRIBUTED, Diarization, Turn

_TOUCHING = 0.25
"""Turns at most this many seconds apart are squeezed together."""


def clean_turns(diarization: Diarization, *, flicker: float, join: float) -> Diarization:
    """Rename labels in order of first appearance, absorb flicker, join what one voice says in a row.

    Only the exclusive turns change in time. Every second of them stays covered: a flicker turn is given to a
    neighbour, never dropped.
    """
    exclusive = _joined(_absorb(list(diarization.exclusive), flicker), join)
    names = {UNATTRIBUTED: UNATTRIBUTED}
    # First the voices that will have words, so that their numbers have no holes.
    for turn in (*exclusive, *sorted(diarization.turns, key=lambda turn: turn.start)):
        names.setdefault(turn.label, f"S{len(names)}")
    return replace(
        diarization,
        turns=tuple(replace(turn, label=names[turn.label]) for turn in diarization.turns),
        exclusive=tuple(replace(turn, label=names[turn.label]) for turn in exclusive),
    )


def overlapped(start: float, end: float, label: str | None, turns: Sequence[Turn]) -> float:
    """Seconds between `start` and `end` in which somebody other than `label` speaks too."""
    others = (turn for turn in turns if turn.label != label)
    return sum(max(0.0, min(turn.end, end) - max(turn.start, start)) for turn in others)


def _absorb(turns: list[Turn], flicker: float) -> list[Turn]:
    """Give each turn shorter than `flicker` to the neighbour it touches, the longer one where both do."""
    kept = list(turns)
    for index, turn in enumerate(kept):
        if turn.end - turn.start >= flicker:
            continue
        neighbours = [
            other
            for other, gap in (
                (kept[index - 1] if index else None, turn.start - kept[index - 1].end if index else 0.0),
                (kept[index + 1], kept[index + 1].start - turn.end) if index + 1 < len(kept) else (None, 0.0),
            )
            if other is not None and gap <= _TOUCHING
        ]
        if neighbours:
            longest = max(neighbours, key=lambda other: other.end - other.start)
            kept[index] = replace(turn, label=longest.label)
    return kept


def _joined(turns: Sequence[Turn], join: float) -> list[Turn]:
    result: list[Turn] = []
    for turn in turns:
        if result and result[-1].label == turn.label and turn.start - result[-1].end <= join:
            result[-1] = replace(result[-1], end=max(result[-1].end, turn.end))
        else:
            result.append(turn)
    return result
