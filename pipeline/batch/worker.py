"""One task, done by a worker: the same on this machine and on any other."""

from __future__ import annotations

import time
from dataclasses import replace

from pipeline.batch.messages import Failed, Finished, Progressed, StageDone, Task, Tell
from pipeline.engines.contract import Diarizer, Progress, SpeakerCount
from pipeline.engines.diarization import Diarization
from pipeline.engines.diarizers.none import NoDiarizer
from pipeline.engines.ear import ear_of
from pipeline.errors import EngineError, PipelineError, unexpected
from pipeline.media import MediaSource, decode, probe
from pipeline.media.waveform import Waveform
from pipeline.progress import Stage
from pipeline.recognition.transcribe import RecordingWords
from pipeline.run import Known, run
from pipeline.transcriber import Pipeline
from pipeline.transcript.provenance import Engine

_OFTEN = 0.5
"""Seconds between two words about a stage's progress."""


def sound_of(task: Task, newsroom: Pipeline) -> Waveform | None:
    """Decode what a task will hear, None where it needs nothing. Raises InputError."""
    if not task.needs_sound:
        return None
    options, ear = task.options, ear_of(newsroom.diarizer)
    return decode(
        probe(task.path), partial=options.partial, tracks=options.listened, ear=ear, begin=options.begin,
        end=options.end, limits=options.limits,
    )  # fmt: skip


def work(newsroom: Pipeline, task: Task, sound: Waveform | None, tell: Tell) -> None:
    """Do the task and say how it ended; whatever goes wrong concerns this recording only."""
    begun = time.monotonic()
    diarizer = _WordsRegardless(newsroom.diarizer)

    def keep(result: Diarization | RecordingWords) -> None:
        if diarizer.trouble is None:  # turns that nobody told apart are no result, nor are words along them
            tell(StageDone(task.number, result))

    try:
        transcript = run(
            MediaSource.of(task.path),
            newsroom.recognizer,
            diarizer,
            task.options,
            _Seldom(task.number, tell),
            Known(task.digest, sound, task.turns, task.text),
            keep,
            newsroom.reasons,
        )
    except PipelineError as error:
        tell(Failed(task.number, error, sound.duration if sound else None))
    except Exception as error:  # noqa: BLE001  # one recording must not end the work on thousands
        tell(Failed(task.number, unexpected(error)))
    else:
        if diarizer.trouble and transcript.provenance:
            notes = (*transcript.provenance.notes, diarizer.trouble)
            # The turns are nobody's now, and nobody chose that.
            told = replace(transcript.provenance, notes=notes, diarizer=diarizer.engine)
            transcript = replace(transcript, provenance=told)
        tell(Finished(task.number, transcript, time.monotonic() - begun, diarizer.trouble))


class _WordsRegardless:
    """A diarizer whose failure costs the voices, not the words."""

    def __init__(self, diarizer: Diarizer) -> None:
        self._diarizer: Diarizer = diarizer
        self.trouble: str | None = None

    @property
    def engine(self) -> Engine:
        """Of whoever made the turns in the end."""
        return self._diarizer.engine

    def diarize(self, waveform: Waveform, count: SpeakerCount, progress: Progress) -> Diarization:
        """The diarizer's turns; one turn of nobody where it fails."""
        try:
            return self._diarizer.diarize(waveform, count, progress)
        except EngineError as error:
            self.trouble = f"The voices could not be told apart, only the words are here: {error}"
            self._diarizer = NoDiarizer()
            return self._diarizer.diarize(waveform, count, progress)


class _Seldom:
    """A listener that passes on no more than anybody can read."""

    def __init__(self, number: int, tell: Tell) -> None:
        self._number = number
        self._tell = tell
        self._last: tuple[Stage | None, float] = (None, 0.0)

    def __call__(self, stage: Stage, share: float) -> None:
        before, when = self._last
        if stage is before and time.monotonic() - when < _OFTEN:
            return
        self._last = (stage, time.monotonic())
        self._tell(Progressed(self._number, stage, share))
