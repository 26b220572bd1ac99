"""The two channels of a stereo recording: one programme, a voice on each, or one channel upside down."""

from __future__ import annotations

from enum import Enum

import numpy as np
from numpy.typing import NDArray

RATE = 4000
"""Samples per second of the stereo sound that is compared: enough for voices."""
_FRAME = RATE // 10
_LAG = RATE // 100
"""Samples by which one microphone may hear the same voice later than another: 10 ms, or some three metres."""
_PAUSE = 30.0
"""Decibels under the loudest frames at which nobody speaks on a channel."""
_FAINT = -60.0
"""Decibels of full scale under which there is nothing to compare."""
_LIKE = 0.5
"""Correlation from which both channels carry the same sound in a frame."""
_LONGEST_SHARED = 0.3
"""The share of the active time that may be the same on both sides: a jingle, an announcement."""
_AWAY = 10.0
"""Decibels between the channels from which the voice of one side is alone."""
_TURN = 0.05
"""The share of the active time that each side must hold alone: the pauses of the other voice."""
_TOGETHER = 0.4
"""Correlation of the levels from which both sides rise and fall together, as in one programme."""
_RANGE = 15.0
"""Decibels between the loud and the soft moments of a voice, which pauses; ambience hardly does."""
_CANCELLED = 0.02
"""The share of the power that is left in the sum of channels in opposite phase: 17 dB down."""
_ENOUGH = 10
"""Active frames, one second, without which nothing is concluded."""


class Channels(Enum):
    """What the two channels are to each other."""

    ONE_PROGRAMME = "one programme"
    TWO_VOICES = "different voices"
    OPPOSITE = "opposite phase"


def compare(samples: NDArray[np.int16]) -> Channels:
    """`samples` are stereo at RATE, shape (n, 2); where they do not suffice, nothing is concluded."""
    whole = len(samples) // _FRAME
    frames = samples[: whole * _FRAME].reshape(whole, _FRAME, 2).astype(np.float32) / 32768
    power = np.einsum("ijk,ijk->ik", frames, frames) / _FRAME
    levels = 10 * np.log10(np.maximum(power, 1e-10))
    floor = max(_FAINT, float(np.percentile(levels.max(axis=1), 95)) - _PAUSE) if whole else _FAINT
    active = levels.max(axis=1) > floor
    if active.sum() < _ENOUGH:
        return Channels.ONE_PROGRAMME
    frames, levels, power = frames[active], levels[active], power[active]
    if (power.min(axis=1) > 0).all() and _is_cancelled(frames, power):
        return Channels.OPPOSITE
    return Channels.TWO_VOICES if _are_two_voices(frames, levels, floor) else Channels.ONE_PROGRAMME


def _is_cancelled(frames: NDArray[np.float32], power: NDArray[np.float32]) -> bool:
    """Whether hardly anything is left of the sound once the channels are added."""
    middle = frames.mean(axis=2)
    left = np.einsum("ij,ij->", middle, middle) / _FRAME
    return bool(left < _CANCELLED * power.mean(axis=1).sum())


def _are_two_voices(frames: NDArray[np.float32], levels: NDArray[np.float32], floor: float) -> bool:
    """Whether each side holds a voice that the other does not: unlike sound that comes and goes by itself."""
    alike = _likeness(frames) >= _LIKE
    away = levels[:, 0] - levels[:, 1]
    alone = [np.mean(~alike & (away > _AWAY)), np.mean(~alike & (away < -_AWAY))]
    if alike.mean() > _LONGEST_SHARED or min(alone) < _TURN:
        return False
    heard = np.maximum(levels, floor - _PAUSE)
    spread = np.percentile(heard, 97, axis=0) - np.percentile(heard, 10, axis=0)
    if spread.min() < _RANGE:
        return False
    return bool(np.corrcoef(heard.T)[0, 1] < _TOGETHER)


def _likeness(frames: NDArray[np.float32]) -> NDArray[np.float32]:
    """For each frame, the highest correlation of both channels within _LAG of each other, 0 to 1."""
    size = 2 * _FRAME
    left, right = (np.fft.rfft(frames[:, :, side], size, axis=1) for side in (0, 1))
    product = np.fft.irfft(left * right.conj(), size, axis=1)
    near = np.concatenate([product[:, : _LAG + 1], product[:, -_LAG:]], axis=1)
    energy = np.einsum("ijk,ijk->ik", frames, frames).prod(axis=1)
    return np.asarray(np.abs(near).max(axis=1) / np.sqrt(np.maximum(energy, 1e-12)), dtype=np.float32)
