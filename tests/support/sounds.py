"""What a window may hold besides speech: silence, noise, music."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.media.waveform import SAMPLE_RATE

Sound = NDArray[np.float32]


def silence(seconds: float, chance: np.random.Generator) -> Sound:
    """A room's faint hiss."""
    return (1e-4 * chance.standard_normal(round(seconds * SAMPLE_RATE))).astype(np.float32)


def noise(seconds: float, chance: np.random.Generator) -> Sound:
    """White noise."""
    return (0.05 * chance.standard_normal(round(seconds * SAMPLE_RATE))).astype(np.float32)


def applause(seconds: float, chance: np.random.Generator) -> Sound:
    """Many claps a second, each a burst of noise that fades."""
    sound = np.zeros(round(seconds * SAMPLE_RATE))
    clap = np.exp(-np.arange(800) / 120)
    for begin in chance.integers(0, len(sound) - len(clap), size=round(40 * seconds)):
        sound[begin : begin + len(clap)] += 0.05 * clap * chance.standard_normal(len(clap))
    return sound.astype(np.float32)


def music(seconds: float, chance: np.random.Generator) -> Sound:
    """Chords of three notes with overtones, each struck and fading."""
    sound = np.zeros(round(seconds * SAMPLE_RATE))
    for begin in range(0, len(sound), SAMPLE_RATE // 2):
        part = sound[begin : begin + SAMPLE_RATE // 2]
        time = np.arange(len(part)) / SAMPLE_RATE
        for note in chance.integers(0, 40, size=3):
            pitch = 110 * 2 ** (note / 12)
            tones = [np.sin(2 * np.pi * pitch * n * time) / n for n in (1, 2, 3, 4)]
            part += 0.1 * sum(tones) * np.exp(-2.0 * time)
    return sound.astype(np.float32)
