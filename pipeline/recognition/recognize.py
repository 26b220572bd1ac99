"""Windows to text, doubting what comes: doubtful text is tried again in halves, then marked or left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.engines.contract import Progress, Recognizer
from pipeline.engines.recognition import Hypothesis, RecognizerOptions, Window
from pipeline.media.level import LevelCurve
from pipeline.media.waveform import Waveform
from pipeline.recognition.hallucination import doubt
from pipeline.recognition.windows import halves
from pipeline.transcript.provenance import Skipped

_SMALLEST = 2.0
"""Windows shorter than this are not cut again."""
_RETRIES = 2
"""How often a doubtful window is halved."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """Text of every window that gave a believable one, in order; what was left out or is doubtful; notes."""

    language: str
    heard: tuple[Hypothesis, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...] = ()


def recognize(
    recognizer: Recognizer,
    waveform: Waveform,
    windows: Sequence[Window],
    loudness: LevelCurve,
    request: RecognizerOptions,
    progress: Progress,
) -> Recognition:
    """Recognise all windows; every second of them ends up in `heard`, in `skipped`, or in both."""
    hearing = recognizer.recognize(waveform, windows, request, progress)
    asked = replace(request, language=hearing.language)
    settled: list[Hypothesis] = []
    fresh: Sequence[Hypothesis] = hearing.heard
    for _ in range(_RETRIES):
        again: list[Window] = []
        for heard in fresh:
            reason = doubt(heard)
            if reason and reason.again and heard.window.seconds >= _SMALLEST:
                again += halves(heard.window, loudness)
            else:
                settled.append(heard)
        fresh = recognizer.recognize(waveform, again, asked, _unheard).heard if again else ()
    return _sorted_out(hearing.language, [*settled, *fresh], hearing.notes)


def skip(heard: Hypothesis, reason: str) -> Skipped:
    """The record of a window whose text, or whose times, are not to be trusted."""
    return Skipped(round(heard.window.start, 3), round(heard.window.end, 3), reason, heard.text)


def _sorted_out(language: str, results: list[Hypothesis], notes: tuple[str, ...]) -> Recognition:
    heard: list[Hypothesis] = []
    skipped: list[Skipped] = []
    for result in sorted(results, key=lambda result: result.window.start):
        reason = doubt(result)
        if not result.text:
            skipped.append(skip(result, reason.reason if reason else "no words recognised"))
        elif reason:
            skipped.append(skip(result, f"doubtful: {reason.reason}" if reason.believable else reason.reason))
        if result.text and (reason is None or reason.believable):
            heard.append(result)
    return Recognition(language, tuple(heard), tuple(skipped), notes)


def _unheard(_: float) -> None:
    """Retries are few and short: they do not move the progress bar."""
