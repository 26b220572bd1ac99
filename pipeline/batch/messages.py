"""What a worker is given to do, and what it says while it works."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.engines.diarization import Diarization
from pipeline.errors import PipelineError
from pipeline.options import Options
from pipeline.progress import Stage
from pipeline.recognition.transcribe import RecordingWords
from pipeline.transcript.model import Transcript
from pipeline.transcript.provenance import Engine


@dataclass(frozen=True, slots=True)
class Task:
    """One recording, with what is kept of earlier work on the same content."""

    number: int
    path: Path
    digest: str
    options: Options
    turns: Diarization | None = None
    text: RecordingWords | None = None

    @property
    def needs_sound(self) -> bool:
        """Whether anything is left that must hear the recording."""
        return self.turns is None or self.text is None


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker's engines are loaded, and these they are."""

    recognizer: Engine
    diarizer: Engine


@dataclass(frozen=True, slots=True)
class Started:
    """Work on a task begins."""

    number: int


@dataclass(frozen=True, slots=True)
class Progressed:
    """`share` of a stage is done, 0 to 1."""

    number: int
    stage: Stage
    share: float


@dataclass(frozen=True, slots=True)
class StageDone:
    """A stage's result, to be kept."""

    number: int
    result: Diarization | RecordingWords


@dataclass(frozen=True, slots=True)
class Finished:
    """A transcript; `trouble` says what went wrong on the way to it."""

    number: int
    transcript: Transcript
    seconds: float
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """A task that gave no transcript, and why."""

    number: int
    error: PipelineError
    duration: float | None = None


@dataclass(frozen=True, slots=True)
class LoadFailed:
    """The engines cannot be loaded: no worker's can."""

    error: PipelineError


@dataclass(frozen=True, slots=True)
class WorkerLost:
    """The worker is gone, whatever it was doing."""


Event = Ready | Started | Progressed | StageDone | Finished | Failed | LoadFailed | WorkerLost
Tell = Callable[[Event], None]
