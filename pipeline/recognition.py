"""Windows to text, doubting what comes: invented text is tried again in smaller pieces, then left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.doubts import doubt
from pipeline.engines.base import Progress, Recognizer
from pipeline.loudness import Loudness
from pipeline.types import Heard, Skipped, Waveform, Window
from pipeline.windows import pieces

_SMALLEST = 2.0
"""Windows shorter than this are not cut again."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """Text of every window that gave a believable one, and what was left out."""

    heard: tuple[Heard, ...]
    skipped: tuple[Skipped, ...]


def recognize(
    recognizer: Recognizer,
    waveform: Waveform,
    windows: Sequence[Window],
    loudness: Loudness,
    progress: Progress,
) -> Recognition:
    """Recognise all windows; every window ends up either in `heard` or in `skipped`."""
    heard: list[Heard] = []
    skipped: list[Skipped] = []
    for result in recognizer.recognize(waveform, windows, progress):
        reason = doubt(result.text, result.window.span.duration)
        halves = _halves(result.window, loudness) if reason else ()
        again = recognizer.recognize(waveform, halves, _unheard) if halves else (result,)
        for part in again:
            why = doubt(part.text, part.window.span.duration) or ("" if part.text else "no words recognised")
            if why:
                skipped.append(skip(part, why))
            else:
                heard.append(part)
    return Recognition(tuple(heard), tuple(skipped))


def skip(heard: Heard, reason: str) -> Skipped:
    """The record of a window whose text, or whose times, are not to be trusted."""
    return Skipped(round(heard.window.start, 3), round(heard.window.end, 3), reason, heard.text)


def _halves(window: Window, loudness: Loudness) -> tuple[Window, ...]:
    if window.span.duration < _SMALLEST:
        return ()
    longest = window.span.duration * 0.75
    return tuple(
        Window(piece.start, piece.end, window.turns) for piece in pieces(window.span, loudness, longest)
    )


def _unheard(_: float) -> None:
    """Retries are few and short: they do not move the progress bar."""
