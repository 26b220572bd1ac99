"""How a transcript came about: engines, options, and what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from pipeline.transcript.open import SELDOM, Open, Timed

_CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class Engine(Open):
    """Which engine did the work, with the SHA-256 of every model file it read."""

    name: str
    version: str = ""
    models: Mapping[str, str] = field(default_factory=dict, hash=False)

    def because(self, reason: str | None) -> Self:
        """With why it was chosen, where it was: for people, in the field `chosen` of the file."""
        return self if reason is None else replace(self, extra={**self.extra, _CHOSEN: reason})

    @property
    def itself(self) -> Self:
        """What makes its results what they are; why it was chosen does not."""
        return replace(self, extra={name: value for name, value in self.extra.items() if name != _CHOSEN})


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why these engines were chosen; None of one that was asked for by its own name."""

    recognizer: str | None = None
    diarizer: str | None = None


@dataclass(frozen=True, slots=True)
class Skipped(Timed):
    """Something heard that has no words in the transcript, or doubtful ones, and why."""

    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Windows(Open):
    """How many windows the recognizer heard, and which share of their full length was speech."""

    count: int
    fill: float


@dataclass(frozen=True, slots=True)
class Provenance(Open):
    """How a transcript came about: enough to repeat the run and to doubt it in the right places."""

    version: str
    created: str
    recognizer: Engine | None = None
    diarizer: Engine | None = None
    options: Mapping[str, Any] = field(default_factory=dict, hash=False)
    windows: Windows | None = None
    notes: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    guards: tuple[str, ...] = field(default=(), metadata=SELDOM)
    """What kept the program that read the media from doing anything else."""
