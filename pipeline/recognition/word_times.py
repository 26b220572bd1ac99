"""Word times as a recognizer gives them, mended where the sound itself tells more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.engines.recognition import Hypothesis
from pipeline.media.level import LevelCurve
from pipeline.transcript.model import Word
from pipeline.transcript.span import Span


def out_of_pauses(heard: Hypothesis, loudness: LevelCurve) -> Hypothesis:
    """The same words, none reaching into a pause: attention places the first one after it too early."""
    pauses = [pause for piece in heard.window.pieces for pause in loudness.pauses(piece)]
    return replace(heard, words=tuple(_spoken(word, pauses) for word in heard.words))


def _spoken(word: Word, pauses: Sequence[Span]) -> Word:
    """The word at the longest part of its time that is no pause."""
    span = Span(word.start, word.end)
    inside = [Span(max(p.start, span.start), min(p.end, span.end)) for p in pauses if p.overlap(span) > 0.0]
    spoken = max(_between(inside, span), key=lambda part: part.duration)
    return replace(word, start=round(spoken.start, 3), end=round(spoken.end, 3))


def _between(pauses: Sequence[Span], span: Span) -> list[Span]:
    """What is left of `span` without `pauses`; all of it when nothing would be left."""
    edges = [span.start, *(edge for pause in pauses for edge in (pause.start, pause.end)), span.end]
    parts = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]
    return parts or [span]
