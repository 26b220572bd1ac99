"""What is on each channel: level, silence, copies of others, phase, data, speech."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.media.probe import Media
from pipeline.media.tracks.channel import Channel, flattened
from pipeline.media.tracks.coded import coded
from pipeline.media.tracks.samples import ChannelSamples, samples_of
from pipeline.media.tracks.speech_like import speech_like
from pipeline.media.waveform import Waveform

Ear = Callable[[Waveform], float]
"""Hears the share of a sound, 0 to 1, in which somebody speaks; a model that is loaded."""

_SILENT = -70.0
"""Decibels of full scale under which a channel holds nothing but the noise of its converter."""
_SAME = 0.98
"""Correlation from which two channels hold the same, or, under its negative, the same upside down."""
_FRAME = 1600


@dataclass(frozen=True, slots=True)
class Evidence:
    """A channel, and what was measured on samples of it.

    `level` is in dB of full scale, of the loudest tenth. `speech` is the share of the time with it. `same`
    and `opposite` are the numbers of earlier channels that hold the same, or the same upside down.
    """

    channel: Channel
    level: float
    speech: float
    coded: str | None = None
    same: int | None = None
    opposite: int | None = None

    @property
    def silent(self) -> bool:
        """Whether there is nothing on it."""
        return self.level <= _SILENT

    @property
    def told(self) -> str:
        """For people, in a few words."""
        if self.coded:
            return f"{self.coded}, no sound"
        if self.silent:
            return "silent"
        twin = f", the same as {self.same}" if self.same else ""
        twin += f", {self.opposite} upside down" if self.opposite else ""
        return f"{self.level:.0f} dB, speech {self.speech:.0%}{twin}"


@dataclass(frozen=True, slots=True)
class Heard:
    """Evidence of all channels, and the samples it was taken from, by number."""

    evidence: tuple[Evidence, ...]
    sound: Mapping[int, NDArray[np.float32]]


def hear(media: Media, ear: Ear | None = None) -> Heard:
    """Measure samples of every channel; speech by `ear`, or without a model where there is none."""
    taken = samples_of(media)
    rates = {track.index: track.sample_rate for track in media.tracks}
    pcm = {track.index for track in media.tracks if track.codec.startswith("pcm_")}
    channels = flattened(media.tracks)
    sound = {one.number: taken[one.stream].sound[:, one.place] for one in channels}
    found: list[Evidence] = []
    for one in channels:
        data = _coded(taken[one.stream], one.place, rates[one.stream]) if one.stream in pcm else None
        found.append(_evidence(one, sound, found, ear, data))
    return Heard(tuple(found), sound)


def _coded(samples: ChannelSamples, place: int, rate: int) -> str | None:
    return coded(samples.raw, place, rate)


def _evidence(
    one: Channel, sound: Mapping[int, NDArray[np.float32]], earlier: Sequence[Evidence], ear: Ear | None,
    data: str | None,
) -> Evidence:  # fmt: skip
    samples = sound[one.number]
    level = _level(samples)
    if data or level <= _SILENT:
        return Evidence(one, level, 0.0, data)
    for other in earlier:
        if other.silent or other.coded or other.same or other.opposite:
            continue
        alike = likeness(samples, sound[other.channel.number])
        if abs(alike) >= _SAME:
            number = other.channel.number
            twins = (number, None) if alike > 0 else (None, number)
            return Evidence(one, level, other.speech, None, *twins)
    return Evidence(one, level, _speech(samples, ear))


def _speech(samples: NDArray[np.float32], ear: Ear | None) -> float:
    if ear is None:
        return speech_like(samples)
    return ear(Waveform(_at_level(samples)))


def _at_level(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """As loud as speech mostly is, so that a model hears what was recorded too softly."""
    peak = float(np.percentile(np.abs(samples), 99.9)) if len(samples) else 0.0
    return np.clip(samples * (0.5 / peak), -1, 1).astype(np.float32) if peak else samples


def _level(samples: NDArray[np.float32]) -> float:
    """Of the loudest tenth of frames of 0.1 s, in dB of full scale."""
    whole = len(samples) // _FRAME
    if not whole:
        return -100.0
    frames = np.nan_to_num(samples[: whole * _FRAME]).reshape(whole, _FRAME)
    power = np.einsum("ij,ij->i", frames, frames) / _FRAME
    return float(10 * np.log10(max(float(np.percentile(power, 90)), 1e-10)))


def likeness(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Correlation of two channels, -1 to 1."""
    length = min(len(one), len(other))
    first, second = one[:length].astype(np.float64), other[:length].astype(np.float64)
    size = float(np.sqrt((first @ first) * (second @ second)))
    return float(first @ second / size) if size > 0 else 0.0
