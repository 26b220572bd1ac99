"""What else a window may hold: silence, noise, music; and how sound becomes a spectrogram."""

from __future__ import annotations

import numpy as np
import torch
import whisper
from torch.nn import functional

from pipeline.waveform import SAMPLE_RATE
from tests.checkpoints.programme import Sound

_HOP = 160
_FRAMES = 3000


def silence(seconds: float, chance: np.random.Generator) -> Sound:
    """Digital silence, or a room's faint hiss."""
    level = 0.0 if chance.random() < 0.4 else 10 ** (chance.uniform(-80, -55) / 20)
    return (level * chance.standard_normal(round(seconds * SAMPLE_RATE))).astype(np.float32)


def noise(seconds: float, chance: np.random.Generator) -> Sound:
    """White to pink noise."""
    size = round(seconds * SAMPLE_RATE)
    spectrum = np.fft.rfft(chance.standard_normal(size))
    spectrum /= np.maximum(np.arange(len(spectrum)), 1.0) ** chance.uniform(0.0, 0.7)
    sound = np.fft.irfft(spectrum, size)
    return _at_level(sound, chance.uniform(-45, -12))


def music(seconds: float, chance: np.random.Generator) -> Sound:
    """Chords of a few notes with overtones, each struck and fading."""
    length = chance.uniform(0.25, 1.5)
    sound = np.zeros(round(seconds * SAMPLE_RATE))
    for begin in range(0, len(sound), round(length * SAMPLE_RATE)):
        part = sound[begin : begin + round(length * SAMPLE_RATE)]
        time = np.arange(len(part)) / SAMPLE_RATE
        for note in chance.integers(0, 40, size=int(chance.integers(1, 5))):
            pitch = 110 * 2 ** (note / 12)
            tones = [np.sin(2 * np.pi * pitch * n * time + chance.uniform(0, 6)) / n for n in (1, 2, 3, 4)]
            part += sum(tones) * np.exp(-time * chance.uniform(0.0, 4.0))
    return _at_level(sound, chance.uniform(-40, -12))


def without_speech(seconds: float, chance: np.random.Generator) -> Sound:
    """One of the three."""
    kinds = (silence, noise, music)
    return kinds[int(chance.integers(len(kinds)))](seconds, chance)


def disturb(sound: Sound, chance: np.random.Generator) -> Sound:
    """Another level and a little more noise, as another decoder or another recorder would give."""
    gain = 10 ** (chance.uniform(-9, 6) / 20)
    hiss = 10 ** (chance.uniform(-95, -62) / 20)
    return (gain * sound + hiss * chance.standard_normal(len(sound))).astype(np.float32)


def spectrogram(sound: Sound, frames: int, chance: np.random.Generator) -> torch.Tensor:
    """Log-mel bands, (80, frames); what is missing is filled up with silence or, as often, with zeros."""
    missing = frames * _HOP - len(sound)
    if missing > 0 and chance.random() < 0.5:
        sound = np.pad(sound, (0, missing))
    bands: torch.Tensor = whisper.log_mel_spectrogram(sound)[:, :frames]
    return functional.pad(bands, (0, frames - bands.shape[1]))


def _at_level(sound: np.ndarray[tuple[int], np.dtype[np.float64]], decibels: float) -> Sound:
    power = float(np.sqrt(np.mean(sound**2)))
    return (sound * (10 ** (decibels / 20) / (power or 1.0))).astype(np.float32)
