"""All channels of all streams of a file, in one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.transcript.recording import Track


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel by the number that people give it, from 1: `place`, from 0, of the stream `stream`."""

    number: int
    stream: int
    place: int
    of: int
    """How many channels the stream has."""


@dataclass(frozen=True, slots=True)
class Mix:
    """The channels that become one, each with the factor it is multiplied by."""

    channels: tuple[Channel, ...]
    gain: float


def flattened(tracks: Sequence[Track]) -> tuple[Channel, ...]:
    """The channels of `tracks`, stream by stream, without those of streams that cannot be read."""
    places = [(track, place) for track in tracks if track.sample_rate for place in range(track.channels)]
    return tuple(
        Channel(number, track.index, place, track.channels)
        for number, (track, place) in enumerate(places, start=1)
    )
