"""How loud a recording is from moment to moment, to find the pauses in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.media.waveform import SAMPLE_RATE, Waveform, in_floats
from pipeline.transcript.span import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_STEP = 0.01
_AT_ONCE = 6000
"""Frames, a minute, that are measured at a time."""
_BLOCK = 100
"""Frames (one second) over which the level of speech is taken."""
_DROP = 20.0
"""Decibels under the surrounding speech at which a moment counts as a pause."""
_SOFTEST = 15.0
"""Decibels by which the softest speech of a stretch lies under its loudest."""


@dataclass(frozen=True, slots=True)
class LevelCurve:
    """Level of every 10 ms in dB of full scale, float32 of shape (frames,)."""

    levels: NDArray[np.float32]

    def quietest(self, span: Span, width: float = 0.2) -> float:
        """The middle of the quietest `width` seconds inside `span`; the middle of `span` if it is shorter."""
        import numpy as np

        part = self._part(span)
        size = round(width / _STEP)
        if len(part) <= size:
            return span.middle
        sums = np.cumsum(np.concatenate(([0.0], part)))
        first = int(np.argmin(sums[size:] - sums[:-size]))
        return span.start + (first + size / 2) * _STEP

    def pauses(self, span: Span, shortest: float = 0.15) -> tuple[Span, ...]:
        """Stretches inside `span` at least `shortest` seconds long and well below the speech around them."""
        import numpy as np

        part = self._part(span)
        if not len(part):
            return ()
        quiet = part < _speech_level(part) - _DROP
        edges = np.flatnonzero(np.diff(np.concatenate(([False], quiet, [False])).astype(np.int8))).tolist()
        return tuple(
            Span(span.start + first * _STEP, min(span.end, span.start + last * _STEP))
            for first, last in zip(edges[::2], edges[1::2], strict=True)
            if (last - first) * _STEP >= shortest
        )

    def _part(self, span: Span) -> NDArray[np.float32]:
        first = max(0, round(span.start / _STEP))
        return self.levels[first : max(first, round(span.end / _STEP))]


def measure(waveform: Waveform) -> LevelCurve:
    """Root-mean-square level of every 10 ms; digital silence is -100 dB."""
    import numpy as np

    frame = round(_STEP * SAMPLE_RATE)
    whole = len(waveform.samples) // frame
    levels = np.empty(whole, dtype=np.float32)
    for first in range(0, whole, _AT_ONCE):
        last = min(whole, first + _AT_ONCE)
        frames = in_floats(waveform.samples[first * frame : last * frame]).reshape(-1, frame)
        power = np.einsum("ij,ij->i", frames, frames) / frame
        levels[first:last] = 10 * np.log10(np.maximum(power, 1e-10))
    return LevelCurve(levels)


def _speech_level(levels: NDArray[np.float32]) -> NDArray[np.float32]:
    """For every frame, the loudest 90th percentile of the five seconds around it, if that is speech."""
    import numpy as np

    blocks = -(-len(levels) // _BLOCK)
    padded = np.pad(levels, (0, blocks * _BLOCK - len(levels)), mode="edge").reshape(blocks, _BLOCK)
    level = np.percentile(padded, 90, axis=1)
    wide = np.pad(level, 2, mode="edge")
    around = np.max([wide[shift : shift + blocks] for shift in range(5)], axis=0)
    # In the middle of a long silence there is no speech around: what counts there is the stretch as a whole.
    around = np.maximum(around, np.percentile(levels, 90) - _SOFTEST)
    return np.repeat(around, _BLOCK)[: len(levels)].astype(np.float32)
