"""Sound that is made like speech, in syllables and with pauses; and what is none."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float64]


def babble(seconds: float, rate: int = 16000, seed: int = 1) -> Sound:
    """Four syllables a second, a pause after every second or so."""
    chance = np.random.default_rng(seed)
    moments = np.arange(round(seconds * rate)) / rate
    syllables = np.clip(np.sin(2 * np.pi * 4 * moments + chance.uniform(0, 6)), 0, None) ** 2
    pauses = (np.sin(2 * np.pi * 0.4 * moments + chance.uniform(0, 6)) > -0.7).astype(float)
    carrier = sum(np.sin(2 * np.pi * f * moments + chance.uniform(0, 6)) for f in (220, 440, 900, 1800, 2500))
    return np.asarray(0.12 * syllables * pauses * carrier + 1e-4 * chance.standard_normal(len(moments)))


def hum(seconds: float, rate: int = 16000) -> Sound:
    """A mains hum with overtones."""
    moments = np.arange(round(seconds * rate)) / rate
    return np.asarray(0.2 * np.sin(2 * np.pi * 50 * moments) + 0.05 * np.sin(2 * np.pi * 300 * moments))


def silence(seconds: float, rate: int = 16000) -> Sound:
    """Digital silence."""
    return np.zeros(round(seconds * rate))


def write_channels(path: Path, channels: list[Sound], rate: int = 16000) -> Path:
    """As 16-bit WAV, a channel each."""
    samples = np.stack(channels, axis=1)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(len(channels))
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path
