"""Words as a Whisper library times them, at their place in the recording."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.hearing import Window
from pipeline.timespan import Span
from pipeline.types import Word

BEFORE = "\"'“¿([{-"
BEHIND = "\"'.。,，!！?？:：”)]}、"
"""Marks that belong to the word behind or before them, as in openai-whisper."""
FRAMES_PER_SECOND = 100


def placed(timings: Iterable[tuple[str, float, float, float]], window: Window) -> tuple[Word, ...]:
    """Text, start, end (seconds of the window) and probability of each word, to words of the recording."""
    words: list[Word] = []
    for text, start, end, probability in timings:
        if written := text.strip():
            span = window.place(Span(float(start), max(float(start), float(end))))
            sure = min(1.0, round(float(probability), 3))
            words.append(Word(round(span.start, 3), round(span.end, 3), written, sure))
    return tuple(words)
