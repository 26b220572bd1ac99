"""Turns in which somebody speaks, as the diarizer hears it, and the recognizer wrote nothing."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.engines.diarization import Turn
from pipeline.engines.recognition import Hypothesis
from pipeline.transcript.model import Skipped
from pipeline.transcript.span import Span

_SHORTEST = 1.5
"""Seconds of a turn from which words are missed: less may be a laugh or a breath."""


def silent_turns(
    turns: Sequence[Turn], heard: Sequence[Hypothesis], skipped: Sequence[Skipped]
) -> tuple[Skipped, ...]:
    """Those of `turns` that hold no word, and of which nothing has been told yet."""
    words = [Span(word.start, word.end) for part in heard for word in part.words]
    told = [Span(part.start, part.end) for part in skipped]
    return tuple(
        Skipped(round(turn.start, 3), round(turn.end, 3), "no words recognised")
        for turn in turns
        if turn.end - turn.start >= _SHORTEST and not any(turn.span.overlap(span) for span in (*words, *told))
    )
