"""The media file that a transcript is of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Timecode:
    """The programme's own clock at the first frame of the media."""

    start: str
    rate: str
    drop: bool
    source: str
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Track:
    """One sound stream of the media; `used` tells whether it was listened to."""

    index: int
    codec: str
    channels: int
    sample_rate: int
    used: bool = True
    language: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recording:
    """The input file: where it lies, what it holds, and the digest that names its content."""

    path: str
    sha256: str
    duration: float
    timecode: Timecode | None = None
    tracks: tuple[Track, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
