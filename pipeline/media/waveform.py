"""Mono sound at one rate, as everything inside the pipeline hears it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.transcript.parts import Excluded
from pipeline.transcript.recording import Track
from pipeline.transcript.span import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAMPLE_RATE = 16_000
"""Samples per second of every waveform inside the pipeline."""


@dataclass(frozen=True, slots=True)
class Waveform:
    """Mono sound: `samples` is float32, shape (n,), within ±1, at SAMPLE_RATE. `notes` are for the user.

    `holes` are stretches that are missing or doubtful, in order of time; what is missing is silent here.
    """

    samples: NDArray[np.float32]
    notes: tuple[str, ...] = ()
    holes: tuple[Excluded, ...] = ()
    tracks: tuple[Track, ...] = ()
    """Those of the file, with what was listened to; empty where nothing was chosen."""
    guards: tuple[str, ...] = ()
    """Under which it was decoded."""

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return len(self.samples) / SAMPLE_RATE

    def cut(self, span: Span) -> NDArray[np.float32]:
        """The samples of `span`, a view, clipped to the recording."""
        first = max(0, round(span.start * SAMPLE_RATE))
        return self.samples[first : max(first, round(span.end * SAMPLE_RATE))]
