"""Speech of which the recognizer wrote nothing: found by the gaps between words, and read once more.

Whisper now and then leaves out a sentence or half a minute in the middle of a window, with a beam more often
than without. Cut out and read alone, most of it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.engines.contract import Recognizer
from pipeline.engines.diarization import Turn
from pipeline.engines.recognition import Hypothesis, RecognizerOptions
from pipeline.media.level import LevelCurve
from pipeline.media.waveform import Waveform
from pipeline.recognition.recognize import Recognition, recognize
from pipeline.recognition.windows import pack_windows
from pipeline.text.print_style import joined
from pipeline.transcript.provenance import Skipped
from pipeline.transcript.span import Span, union

_SHORTEST = 1.5
"""Seconds of speech from which words are missed: less may be a laugh or a breath."""
_APART = 2.0
"""Seconds without a turn that part one gap from the next."""
_PAUSE = 0.3
"""Seconds of quiet in which nothing is said."""


def read_unread(
    first: Recognition,
    turns: Sequence[Turn],
    recognizer: Recognizer,
    waveform: Waveform,
    level: LevelCurve,
    request: RecognizerOptions,
) -> Recognition:
    """What was recognised, and with it what a second reading of the gaps gave. Raises EngineError.

    A gap that still holds nothing is in `skipped`.
    """
    gaps = unread(turns, first.heard, first.skipped, level)
    if not gaps:
        return first
    windows = [
        window
        for gap in gaps
        for window in pack_windows(
            gap, level, duration=waveform.duration, longest=recognizer.longest, padding=0.0
        )
    ]
    asked = replace(request, language=first.language)
    second = recognize(recognizer, waveform, windows, level, asked, lambda _: None)
    edges = [Span(gap[0].start, gap[-1].end) for gap in gaps]
    around = [part for heard in first.heard for part in _without(heard, edges, first.language)]
    return Recognition(
        first.language,
        tuple(sorted((*around, *second.heard), key=lambda heard: heard.window.start)),
        tuple(sorted((*first.skipped, *second.skipped), key=lambda part: part.start)),
        tuple(dict.fromkeys((*first.notes, *second.notes))),
    )


def unread(
    turns: Sequence[Turn], heard: Sequence[Hypothesis], skipped: Sequence[Skipped], level: LevelCurve
) -> tuple[tuple[Turn, ...], ...]:
    """For every gap the parts of `turns` in it: speech without words, of which nothing is told yet."""
    words = (Span(word.start, word.end) for part in heard for word in part.words)
    told = (Span(part.start, part.end) for part in skipped)
    end = max((turn.end for turn in turns), default=0.0)
    known = union((*words, *told, Span(0.0, 0.0), Span(end, end)))
    gaps = (Span(before.end, after.start) for before, after in pairwise(known))
    inside = (part for gap in gaps if gap.duration >= _SHORTEST for part in _inside(turns, gap))
    return tuple(part for part in inside if _speech(part, level) >= _SHORTEST)


def _inside(turns: Sequence[Turn], gap: Span) -> Iterator[tuple[Turn, ...]]:
    """What the turns have of the gap, in groups between which nobody speaks for long."""
    met = (turn for turn in turns if turn.overlap(gap) > 0.0)
    cut = [replace(turn, start=max(turn.start, gap.start), end=min(turn.end, gap.end)) for turn in met]
    for stretch in union(cut, bridge=_APART):
        yield tuple(turn for turn in cut if turn.overlap(stretch) > 0.0)


def _speech(turns: Sequence[Turn], level: LevelCurve) -> float:
    """Seconds of the turns without their pauses."""
    pauses = (pause.duration for turn in turns for pause in level.pauses(turn, _PAUSE))
    return sum(turn.end - turn.start for turn in turns) - sum(pauses)


def _without(heard: Hypothesis, gaps: Sequence[Span], language: str) -> Iterator[Hypothesis]:
    """What was heard before, between and after the gaps that lie in its window."""
    met = [gap for gap in gaps if heard.window.start < gap.end and gap.start < heard.window.end]
    if not met:
        yield heard
        return
    edges = [heard.window.start, *(edge for gap in met for edge in (gap.start, gap.end)), heard.window.end]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        words = tuple(word for word in heard.words if start <= word.middle < end)
        window = heard.window.between(start, end) if words else None
        if window is not None:
            text = joined((word.text for word in words), window.language or language).strip()
            yield replace(heard, window=window, text=text, words=words)
