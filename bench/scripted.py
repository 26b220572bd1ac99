"""Batches whose engines are scripted: what they cost is everything around the engines."""

from __future__ import annotations

import os
import time
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from pipeline.archive.report import Outcome, Report
from pipeline.archive.session import opened
from pipeline.batch.process_pool import Processes
from pipeline.batch.run import BatchConfig, run_batch
from pipeline.batch.spec import JobSpec
from pipeline.engines.contract import Progress
from pipeline.engines.diarization import Turn
from pipeline.engines.fake import ScriptedDiarizer, ScriptedRecognizer
from pipeline.engines.recognition import RecognitionResult, RecognizerOptions, Window
from pipeline.media.waveform import SAMPLE_RATE, Waveform
from pipeline.options import Options
from pipeline.progress import Stage
from pipeline.transcriber import Pipeline

_SAID = {
    (0.0, 1.5): "Good evening. The ferry strike enters its second week.",
    (1.5, 3.0): "We want an answer.",
}
_SETTLED = 1e9
"""Seconds since 1970: a file as old as that is no longer being written."""


@dataclass(frozen=True, slots=True)
class Engines:
    """Engines that hear the same in everything, `delay` seconds each time; `log` gets a line for each."""

    delay: float = 0.0
    log: Path | None = None

    def __call__(self) -> Pipeline:
        """Make them, in whichever process."""
        turns = [Turn(start, end, label) for (start, end), label in zip(_SAID, "ab", strict=True)]
        return Pipeline(_Counted(self), ScriptedDiarizer(turns))


class _Counted(ScriptedRecognizer):
    def __init__(self, engines: Engines) -> None:
        super().__init__(_SAID)
        self._engines = engines

    def recognize(
        self, waveform: Waveform, windows: Sequence[Window], request: RecognizerOptions, progress: Progress
    ) -> RecognitionResult:
        """As scripted, after the delay."""
        time.sleep(self._engines.delay)
        if self._engines.log:
            with self._engines.log.open("a", encoding="utf-8") as file:
                file.write("heard\n")
        return super().recognize(waveform, windows, request, progress)


class _Silent:
    """A watcher to whom nobody listens."""

    def began(self, name: str) -> None:
        pass

    def moved(self, name: str, stage: Stage, share: float) -> None:
        pass

    def waits(self, names: Sequence[str]) -> None:
        pass

    def ended(self, outcome: Outcome) -> None:
        pass


def order(source: Path, archive: Path) -> BatchConfig:
    """Transcripts and articles of everything in `source`."""
    return BatchConfig(source, archive, JobSpec("scripted", "scripted", Options(), ("article",)))


def run(wanted: BatchConfig, engines: Engines, jobs: int = 1) -> Report:
    """A batch with so many processes, from the plan to the report."""
    with opened(wanted.folder, wanted.source) as archive:
        plan = wanted.plan(archive.items)
        return run_batch(wanted, archive, plan, partial(Processes, jobs, engines), _Silent())


def recording(path: Path, number: int, seconds: int = 3) -> Path:
    """A short recording of hiss, long there; its number makes its content its own."""
    chance = np.random.default_rng(number)
    samples = 0.1 * chance.standard_normal(seconds * SAMPLE_RATE).clip(-3, 3)
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes((samples * 32767).astype("<i2").tobytes())
    return settled(path)


def settled(path: Path) -> Path:
    """Let the file look as if it had been there for years."""
    os.utime(path, (_SETTLED, _SETTLED))
    return path
