"""What the recognizer is given in one piece: a turn with some air around it, cut at pauses if it is long."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.loudness import Loudness
from pipeline.timespan import Span
from pipeline.types import Turn, Window

_LATE = 0.5
"""A long turn is cut in the second half of what fits, so that windows stay long enough to make sense of."""


def cut_windows(
    turns: Sequence[Turn], loudness: Loudness, *, duration: float, longest: float, padding: float
) -> tuple[Window, ...]:
    """One window a turn, at most `longest` seconds; longer turns are cut at their quietest moments.

    Together the windows cover every turn. Each reaches up to `padding` seconds beyond its turn, but never
    into another turn and at most halfway across the gap to it.
    """
    windows: list[Window] = []
    for index, turn in enumerate(turns):
        before = turns[index - 1].end if index else -turn.start
        after = turns[index + 1].start if index + 1 < len(turns) else 2 * duration - turn.end
        start = turn.start - min(padding, max(0.0, turn.start - before) / 2)
        end = turn.end + min(padding, max(0.0, after - turn.end) / 2)
        for piece in pieces(Span(start, min(end, duration)), loudness, longest):
            windows.append(Window(piece.start, piece.end, (turn,)))
    return tuple(windows)


def pieces(span: Span, loudness: Loudness, longest: float) -> tuple[Span, ...]:
    """Cut `span` into pieces of at most `longest` seconds, each cut at the quietest moment in reach."""
    result: list[Span] = []
    while span.duration > longest:
        # What is left after a cut must not be a sliver: never reach beyond half of the rest plus a piece.
        reach = min(longest, max(span.duration - 1.0, span.duration / 2))
        cut = loudness.quietest(Span(span.start + reach * _LATE, span.start + reach))
        result.append(Span(span.start, cut))
        span = Span(cut, span.end)
    return (*result, span)
