"""Some seconds of every channel of a file, spread over it: enough to tell what is on them."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from pipeline.media.command import channels_of
from pipeline.media.ffmpeg import running
from pipeline.media.guarded import Reach
from pipeline.media.probe import Media
from pipeline.transcript.recording import Track
from pipeline.transcript.span import Span

_Kind = TypeVar("_Kind", np.float32, np.int32)
_STRETCHES = 8
_SECONDS = 6.0
"""Eight stretches of six seconds: who speaks a tenth of the time is missed once in two hundred files."""
_CODED = Span(0.0, 2.0)
"""In which data that is no sound shows itself: it has a mark each picture."""


@dataclass(frozen=True, slots=True)
class ChannelSamples:
    """`sound` of a stream, float32 (n, channels) at 16 kHz; `raw`, int32 (n, channels), as it is stored."""

    sound: NDArray[np.float32]
    raw: NDArray[np.int32]


def samples_of(media: Media) -> Mapping[int, ChannelSamples]:
    """By stream. What cannot be read is empty."""
    tracks = [track for track in media.tracks if track.sample_rate]
    parts = [_read(media, tracks, span, raw=False) for span in _spread(media.duration)]
    raw = _read(media, tracks, _CODED, raw=True)
    return {
        track.index: ChannelSamples(
            np.concatenate([_shaped(part[track.index], track.channels, np.float32) for part in parts]),
            _shaped(raw[track.index], track.channels, np.int32),
        )
        for track in tracks
    }


def _spread(duration: float | None) -> tuple[Span, ...]:
    """Where the stretches lie: at even distances, all of a short file."""
    whole = _STRETCHES * _SECONDS
    if duration is None or duration <= whole:
        return (Span(0.0, whole),)
    step = duration / _STRETCHES
    starts = (step * (number + 0.5) - _SECONDS / 2 for number in range(_STRETCHES))
    return tuple(Span(start, start + _SECONDS) for start in starts)


def _read(media: Media, tracks: Sequence[Track], span: Span, *, raw: bool) -> Mapping[int, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        paths = {track.index: Path(folder) / str(track.index) for track in tracks}
        command = channels_of(media, span, paths, raw=raw)
        with running(command, Reach(media.path, Path(folder))) as process:
            process.stdout.read()
            process.finish()
        return {index: path.read_bytes() if path.is_file() else b"" for index, path in paths.items()}


def _shaped(data: bytes, channels: int, kind: type[_Kind]) -> NDArray[_Kind]:
    whole = len(data) // (4 * channels) * 4 * channels
    return np.frombuffer(data[:whole], dtype=kind).reshape(-1, channels)
