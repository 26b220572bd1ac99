"""Sound put at its time, where the file does not do so by itself, and what is to be said of that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.media.completeness import Decoded
from pipeline.media.waveform import SAMPLE_RATE
from pipeline.transcript.timecode import clock

_LATE = 1.0
"""Seconds from which it is said that the sound begins late."""


def with_silences(samples: NDArray[np.int16], found: Sequence[tuple[float, float]]) -> NDArray[np.int16]:
    """With silence where nothing stands for the time: at each time so many seconds, both in order.

    Times are those of `samples`, without the silences.
    """
    if not found:
        return samples
    places = [min(len(samples), round(time * SAMPLE_RATE)) for time, _ in found]
    pieces: list[NDArray[np.int16]] = []
    for first, place, (_, seconds) in zip([0, *places], places, found, strict=False):
        pieces += [samples[first:place], np.zeros(round(seconds * SAMPLE_RATE), dtype=np.int16)]
    return np.concatenate([*pieces, samples[places[-1] :]])


def told_times(decoded: Decoded) -> tuple[str, ...]:
    """What people should know of the recording's clock."""
    return tuple(_told(decoded))


def _told(decoded: Decoded) -> Iterator[str]:
    if decoded.lead >= _LATE:
        yield f"The sound begins {decoded.lead:.1f} s after the start of the file."
    rates = list(decoded.log.rates.items())
    for (before, _), (rate, at) in pairwise(rates):
        yield f"The sampling rate changes from {before} to {rate} Hz at {clock(at + decoded.shift)}."
