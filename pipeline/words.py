"""Recognised text to words with times, inside the window whose start and end are known."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.engines.base import Aligner
from pipeline.loudness import Loudness
from pipeline.timespan import Span
from pipeline.types import Heard, Waveform, Word


@dataclass(frozen=True, slots=True)
class TimedWords:
    """The words of one window; `estimated` when their times are counted from letters, not heard."""

    heard: Heard
    words: tuple[Word, ...]
    estimated: bool = False


def time_words(heard: Heard, waveform: Waveform, loudness: Loudness, aligner: Aligner | None) -> TimedWords:
    """Keep the recognizer's own times; else align; else estimate from pauses and letter counts."""
    if heard.words:
        return TimedWords(heard, heard.words)
    texts = heard.text.split()
    if not texts:
        return TimedWords(heard, ())
    window = heard.window
    placed = aligner.place(waveform.cut(window.span), texts) if aligner else None
    if placed is None:
        return TimedWords(heard, _words(texts, estimate(texts, window.span, loudness)), estimated=True)
    # An aligner counts in frames, and the last one may end after the window does.
    moved = [
        Span(*(min(window.start + edge, window.end) for edge in (span.start, span.end))) for span in placed
    ]
    return TimedWords(heard, _words(texts, moved))


def estimate(texts: Sequence[str], span: Span, loudness: Loudness) -> tuple[Span, ...]:
    """Spread words over the parts of `span` that are not pauses, each as long as its letters are many."""
    voiced = _between(loudness.pauses(span), span)
    total = sum(part.duration for part in voiced)
    letters = [1 + sum(character.isalnum() for character in text) for text in texts]
    spoken = 0
    bounds = [voiced[0].start]
    for count in letters:
        spoken += count
        bounds.append(_at(voiced, total * spoken / sum(letters)))
    return tuple(Span(start, max(start, end)) for start, end in itertools.pairwise(bounds))


def _words(texts: Sequence[str], spans: Sequence[Span]) -> tuple[Word, ...]:
    """Times to the millisecond: the methods here know no more."""
    return tuple(
        Word(round(span.start, 3), round(span.end, 3), text) for text, span in zip(texts, spans, strict=True)
    )


def _between(pauses: Sequence[Span], span: Span) -> list[Span]:
    """What is left of `span` without `pauses`; all of it when nothing would be left."""
    edges = [span.start, *(edge for pause in pauses for edge in (pause.start, pause.end)), span.end]
    parts = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]
    return parts or [span]


def _at(parts: Sequence[Span], seconds: float) -> float:
    """The moment at which `seconds` of `parts` have passed."""
    for part in parts:
        if seconds <= part.duration:
            return part.start + seconds
        seconds -= part.duration
    return parts[-1].end
