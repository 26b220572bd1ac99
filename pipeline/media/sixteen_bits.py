"""Sound as it comes from ffmpeg, kept in 16 bits: half the memory; Whisper was trained on no more."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import InputError
from pipeline.media.completeness import no_numbers
from pipeline.media.waveform import FULL_SCALE, SAMPLE_RATE
from pipeline.transcript.parts import Excluded

_CHUNK = SAMPLE_RATE * 10
_ANEW = 1.0
"""Seconds between two stretches without numbers from which they are two."""


class SixteenBits:
    """Takes float32 as bytes, in pieces of any length; grows in place where the first guess was too short."""

    def __init__(self, expected: float, name: str) -> None:
        """Room for `expected` seconds of the recording `name`."""
        self._name = name
        self._floats = np.empty(_CHUNK, dtype=np.float32)
        self._raw = self._floats.data.cast("B")
        self._held = 0
        self._samples = np.empty(int(expected * SAMPLE_RATE) + _CHUNK, dtype=np.int16)
        self._filled = 0
        self._odd: list[Excluded] = []

    @property
    def room(self) -> memoryview:
        """Where the next bytes go."""
        return self._raw[self._held :]

    @property
    def seconds(self) -> float:
        """What has come so far."""
        return self._filled / SAMPLE_RATE

    def taken(self, count: int) -> None:
        """So many bytes were written into `room`. Raises InputError where they do not fit into memory."""
        self._held += count
        whole = self._held // 4
        block = self._floats[:whole]
        self._odd += no_numbers(block, self.seconds)
        np.clip(block, -1.0, 1.0, out=block)
        if self._filled + whole > len(self._samples):
            self._grow()
        np.multiply(block, FULL_SCALE - 1, out=block)
        self._samples[self._filled : self._filled + whole] = np.rint(block, out=block)
        self._filled += whole
        rest = bytes(self._raw[4 * whole : self._held])
        self._raw[: len(rest)] = rest
        self._held = len(rest)

    def whole(self) -> tuple[NDArray[np.int16], tuple[Excluded, ...]]:
        """All samples, and where they were no numbers."""
        self._samples.resize(self._filled, refcheck=False)
        found: list[Excluded] = []
        for one in self._odd:
            joins = found and one.start - found[-1].end < _ANEW
            found.append(replace(one, start=found.pop().start) if joins else one)
        return self._samples, tuple(found)

    def _grow(self) -> None:
        try:
            self._samples.resize(len(self._samples) * 3 // 2 + _CHUNK, refcheck=False)
        except MemoryError:
            raise InputError(
                f"{self._name!r} is too long for this machine's memory: the first "
                f"{self.seconds / 3600:.1f} hours fill it.",
                hint="Cut it into parts.",
            ) from None
