"""Recognised text to words with times, inside the window whose start and end are known."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.engines.base import Aligner
from pipeline.hearing import Heard
from pipeline.loudness import Loudness
from pipeline.timespan import Span
from pipeline.types import Word
from pipeline.waveform import Waveform


@dataclass(frozen=True, slots=True)
class TimedWords:
    """The words of one window; `estimated` when their times are counted from letters, not heard."""

    heard: Heard
    words: tuple[Word, ...]
    estimated: bool = False


def time_words(heard: Heard, waveform: Waveform, loudness: Loudness, aligner: Aligner | None) -> TimedWords:
    """Keep the recognizer's own times; else align; else estimate from pauses and letter counts."""
    if heard.words:
        pauses = [pause for piece in heard.window.pieces for pause in loudness.pauses(piece)]
        return TimedWords(heard, tuple(_out_of_pauses(word, pauses) for word in heard.words))
    texts = heard.text.split()
    if not texts:
        return TimedWords(heard, ())
    window = heard.window
    placed = aligner.place(window.sound(waveform), texts) if aligner else None
    if placed is None:
        return TimedWords(heard, _words(texts, estimate(texts, window.pieces, loudness)), estimated=True)
    return TimedWords(heard, _words(texts, [window.place(span) for span in placed]))


def estimate(texts: Sequence[str], stretches: Sequence[Span], loudness: Loudness) -> tuple[Span, ...]:
    """Spread words over `stretches` without their pauses, each word as long as its letters are many."""
    voiced = [part for stretch in stretches for part in _between(loudness.pauses(stretch), stretch)]
    total = sum(part.duration for part in voiced)
    letters = [1 + sum(character.isalnum() for character in text) for text in texts]
    spoken = 0
    bounds = [voiced[0].start]
    for count in letters:
        spoken += count
        bounds.append(_at(voiced, total * spoken / sum(letters)))
    return tuple(Span(start, max(start, end)) for start, end in itertools.pairwise(bounds))


def _out_of_pauses(word: Word, pauses: Sequence[Span]) -> Word:
    """A word is not spoken during a pause: attention places the first one after it too early."""
    span = Span(word.start, word.end)
    inside = [Span(max(p.start, span.start), min(p.end, span.end)) for p in pauses if p.overlap(span) > 0.0]
    spoken = max(_between(inside, span), key=lambda part: part.duration)
    return replace(word, start=round(spoken.start, 3), end=round(spoken.end, 3))


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
