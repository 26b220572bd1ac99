"""Which channels a person asked for."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.errors import InputError
from pipeline.media.tracks.channel import Channel
from pipeline.transcript.track_numbers import track_numbers


def asked_channels(text: str, channels: Sequence[Channel], name: str) -> tuple[Channel, ...]:
    """Those channels. Raises InputError where the file has no such one."""
    known = {channel.number: channel for channel in channels}
    numbers = track_numbers(text)
    for number in numbers:
        if number not in known:
            raise InputError(
                f"{name!r} has no track {number}: it has {len(known)}.", hint="`pipeline probe` lists them."
            )
    return tuple(known[number] for number in numbers)
