"""Mono sound at one rate, as everything inside the pipeline hears it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from pipeline.transcript.parts import Excluded
from pipeline.transcript.recording import Track
from pipeline.transcript.span import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAMPLE_RATE = 16_000
"""Samples per second of every waveform inside the pipeline."""
FULL_SCALE = 32768
"""The number of int16 that stands for 1."""


@dataclass(frozen=True, slots=True)
class Waveform:
    """Mono sound: `samples`, shape (n,), at SAMPLE_RATE, are int16 of FULL_SCALE, or float32 within ±1.

    What was decoded is int16: half the memory. `notes` are for the user.

    `holes` are stretches that are missing or doubtful, in order of time; what is missing is silent here.
    """

    samples: NDArray[np.int16] | NDArray[np.float32]
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

    @property
    def floats(self) -> NDArray[np.float32]:
        """All samples within ±1; of what was decoded a copy."""
        return in_floats(self.samples)

    def cut(self, span: Span) -> NDArray[np.float32]:
        """The samples of `span` within ±1, clipped to the recording."""
        first = max(0, round(span.start * SAMPLE_RATE))
        return in_floats(self.samples[first : max(first, round(span.end * SAMPLE_RATE))])


def in_floats(samples: NDArray[np.int16] | NDArray[np.float32]) -> NDArray[np.float32]:
    """Samples within ±1: a copy of int16, float32 as they are."""
    import numpy as np

    if samples.dtype != np.int16:
        return cast("NDArray[np.float32]", samples)
    return np.multiply(samples, 1 / FULL_SCALE, dtype=np.float32)
