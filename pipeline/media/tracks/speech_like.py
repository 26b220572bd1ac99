"""How much of a channel sounds like speech, without a model: for machines and moments without one.

Speech comes in syllables, four or so a second, and pauses between them (Houtgast and Steeneken, JASA 1985);
hum, hiss and tones do not change, and music changes less and in other rhythms.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.media.waveform import SAMPLE_RATE

_STEP = SAMPLE_RATE // 100
_WINDOW = 200
"""Steps of 10 ms that are looked at together: two seconds."""
_SYLLABLES = (2.0, 9.0)
"""Changes of level a second."""
_FAINT = -60.0
"""Decibels of full scale under which nothing is heard."""
_SWING = 5.0
"""Decibels by which the level must spread."""
_SHARE = 0.4
"""Of all changes up to 25 a second, the part that must be at the speed of syllables."""
_VOICE = (200, 4000)
"""Hertz."""
_IN_VOICE = 0.5
"""The part of the power that must be there."""


def speech_like(samples: NDArray[np.float32]) -> float:
    """The share of two-second windows of `samples` at SAMPLE_RATE that sound so, 0 to 1."""
    count = len(samples) // (_STEP * _WINDOW)
    if not count:
        return 0.0
    frames = samples[: count * _STEP * _WINDOW].reshape(-1, _STEP)
    spectrum = np.abs(np.fft.rfft(frames * np.hanning(_STEP).astype(np.float32), axis=1)) ** 2
    frequencies = np.fft.rfftfreq(_STEP, 1 / SAMPLE_RATE)
    voice = spectrum[:, (frequencies >= _VOICE[0]) & (frequencies <= _VOICE[1])].sum(axis=1)
    whole = spectrum[:, frequencies >= 50].sum(axis=1)
    levels = 10 * np.log10(np.maximum(np.einsum("ij,ij->i", frames, frames) / _STEP, 1e-9))
    held = (
        _window(level, part.sum(), total.sum())
        for level, part, total in zip(
            *(x.reshape(count, _WINDOW) for x in (levels, voice, whole)), strict=True
        )
    )
    return sum(held) / count


def _window(levels: NDArray[np.float32], voice: float, whole: float) -> bool:
    if np.percentile(levels, 90) < _FAINT or levels.std() < _SWING or voice < _IN_VOICE * whole:
        return False
    changes = np.abs(np.fft.rfft(levels - levels.mean())) ** 2
    speed = np.fft.rfftfreq(_WINDOW, 0.01)
    slow = changes[(speed > 0.5) & (speed <= 25)].sum()
    return bool(changes[(speed >= _SYLLABLES[0]) & (speed <= _SYLLABLES[1])].sum() > _SHARE * slow)
