"""What the pipeline asks of an engine, whoever wrote it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.engines.diarization import Diarization
from pipeline.engines.recognition import RecognitionResult, RecognizerOptions, Window
from pipeline.media.waveform import Waveform
from pipeline.transcript.provenance import Engine

Progress = Callable[[float], None]
"""Called with the share of a stage that is done, 0 to 1."""


@dataclass(frozen=True, slots=True)
class SpeakerCount:
    """How many voices to expect; None where it is not known."""

    exactly: int | None = None
    at_least: int | None = None
    at_most: int | None = None


class Diarizer(Protocol):
    """Tells voices apart."""

    @property
    def engine(self) -> Engine:
        """Name, version and model digests, for the provenance."""
        ...

    def diarize(self, waveform: Waveform, count: SpeakerCount, progress: Progress) -> Diarization:
        """Turns of all voices; no turns at all where nobody speaks. Raises EngineError."""
        ...


class Recognizer(Protocol):
    """Turns windows of sound into text."""

    longest: float
    """Longest window it takes, in seconds."""

    @property
    def languages(self) -> Sequence[str]:
        """Codes of the languages it writes."""
        ...

    @property
    def engine(self) -> Engine:
        """Name, version and model digests, for the provenance."""
        ...

    def recognize(
        self, waveform: Waveform, windows: Sequence[Window], request: RecognizerOptions, progress: Progress
    ) -> RecognitionResult:
        """All windows in order, each in one result or in several that follow each other; text may be empty.

        Where there is text there are its words with their times. `request.language` is one of `languages`, or
        None to find out. Raises EngineError.
        """
        ...
