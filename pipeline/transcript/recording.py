"""The media file that a transcript is of."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.transcript.open import SELDOM, Open


@dataclass(frozen=True, slots=True)
class Timecode(Open):
    """The programme's own clock at the first frame of the media."""

    start: str
    rate: str
    drop: bool
    source: str


@dataclass(frozen=True, slots=True)
class Track(Open):
    """One sound stream of the media; `used` tells whether it was listened to.

    `heard` are the channels of it that were, from 1, where not all were mixed.
    """

    index: int
    codec: str
    channels: int
    sample_rate: int
    used: bool = True
    language: str | None = None
    heard: tuple[int, ...] | None = field(default=None, kw_only=True, metadata=SELDOM)


@dataclass(frozen=True, slots=True)
class Recording(Open):
    """The input file: where it lies, what it holds, and the digest that names its content."""

    path: str
    sha256: str
    duration: float
    timecode: Timecode | None = None
    tracks: tuple[Track, ...] = ()
