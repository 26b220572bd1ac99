"""The channels to listen to: those that a person asked for, or those with the programme's speech on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pipeline.media.channels import RATE, Channels, compare
from pipeline.media.probe import Media
from pipeline.media.tracks.asked import asked_channels
from pipeline.media.tracks.channel import Channel, Mix, flattened
from pipeline.media.tracks.evidence import Ear, Evidence, Heard, hear, likeness
from pipeline.media.waveform import SAMPLE_RATE
from pipeline.transcript.recording import Track

_PLAIN = 2
"""So many channels of a single stream are mixed as they are, and compared while they are decoded."""
_ANY = 0.05
"""Share of the time with speech from which a channel may be listened to."""
_NEARLY = 0.6
"""Of the most speech there is, what the first channel with so much of it must have."""
_SOME = 0.3
"""Of the most speech there is, what a channel needs that is listened to as well."""
_ALIKE = 0.5
"""Correlation from which two channels of one stream are sides of one programme."""
_NEAR = 12.0
"""Decibels by which a side may be softer."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is listened to: `mix`, or, where it is None, the first stream that can be read, mixed.

    `told` says it to people, where there was something to choose.
    """

    mix: Mix | None = None
    told: str | None = None

    def takes(self, channel: Channel, tracks: Sequence[Track]) -> bool:
        """Whether it is listened to."""
        if self.mix is not None:
            return channel in self.mix.channels
        return any(track.used and track.index == channel.stream for track in tracks)

    def marked(self, tracks: Sequence[Track]) -> tuple[Track, ...]:
        """The tracks, with what was listened to."""
        if self.mix is None:
            return tuple(tracks)
        used = {one.stream for one in self.mix.channels}
        return tuple(
            replace(
                track,
                used=track.index in used,
                heard=tuple(one.place + 1 for one in self.mix.channels if one.stream == track.index),
            )
            for track in tracks
        )


def choose(media: Media, asked: str | None = None, ear: Ear | None = None) -> Choice:
    """Raises InputError where a track is asked for that there is not."""
    channels = flattened(media.tracks)
    if asked is not None:
        wanted = asked_channels(asked, channels, media.name)
        numbers = "+".join(str(one.number) for one in wanted)
        return Choice(
            Mix(wanted, len(wanted) ** -0.5), f"Track {numbers} of {len(channels)} was listened to, as asked."
        )
    if len(channels) <= _PLAIN and len({one.stream for one in channels}) <= 1:
        return Choice()
    return chosen(hear(media, ear))


def chosen(heard: Heard) -> Choice:
    """By what is on the channels."""
    most = max((one.speech for one in heard.evidence), default=0.0)
    if most < _ANY:
        return Choice(
            told=f"No speech was found on any of {len(heard.evidence)} tracks; the first stream was taken."
        )
    first = next(one for one in heard.evidence if one.speech >= _NEARLY * most)
    others = [one for one in heard.evidence if one is not first and _is_candidate(one, most)]
    sides = [one for one in others if _is_side(one, first, heard)]
    voices = [one for one in others if one not in sides and _is_other_voice(one, first, heard)]
    taken = sorted([first, *sides, *voices], key=lambda one: one.channel.number)
    why = f"speech {first.speech:.0%} of the time"
    if voices:
        why = "different voices are on them"
    numbers = "+".join(str(one.channel.number) for one in taken)
    told = f"Track {numbers} of {len(heard.evidence)} was listened to: {why}{_passed_by(heard, taken)}."
    # Sides add up, and would be too loud; of voices one speaks at a time.
    return Choice(Mix(tuple(one.channel for one in taken), 1.0 if voices else 1 / len(taken)), told)


def _is_candidate(one: Evidence, most: float) -> bool:
    return not (one.same or one.opposite) and one.speech >= max(_ANY, _SOME * most)


def _is_side(one: Evidence, first: Evidence, heard: Heard) -> bool:
    """Whether both are sides of one programme, so that what is on one side only is heard as well."""
    if one.channel.stream != first.channel.stream or one.level < first.level - _NEAR:
        return False
    sound = heard.sound
    return likeness(sound[one.channel.number], sound[first.channel.number]) >= _ALIKE


def _is_other_voice(one: Evidence, first: Evidence, heard: Heard) -> bool:
    """Whether another voice is on it: where one speaks, the other does not."""
    pair = (heard.sound[first.channel.number], heard.sound[one.channel.number])
    length = min(map(len, pair))
    low = np.stack([_low(samples[:length]) for samples in pair], axis=1)
    return compare(low) is Channels.TWO_VOICES


def _low(samples: NDArray[np.float32]) -> NDArray[np.int16]:
    """At the rate at which channels are compared; what aliases is as alike as the rest."""
    step = SAMPLE_RATE // RATE
    slow = samples[: len(samples) // step * step].reshape(-1, step).mean(axis=1)
    return np.asarray(np.clip(slow, -1, 1) * 32767, dtype=np.int16)


def _passed_by(heard: Heard, taken: Sequence[Evidence]) -> str:
    """What is on the first channel, where it is not listened to."""
    first = heard.evidence[0]
    return "" if first in taken else f"; track 1: {first.told}"
