"""Media to a waveform: 16 kHz, mono, float32, read once from ffmpeg's output straight into its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import IO

import ffmpeg
import numpy as np
from numpy.typing import NDArray

from pipeline.errors import InputError
from pipeline.media.ffmpeg import ffmpeg_program, running
from pipeline.media.probe import Media
from pipeline.media.safety import address, restrictions
from pipeline.waveform import SAMPLE_RATE, Waveform

_CHUNK = 4 * SAMPLE_RATE * 10
_SLACK = 1.0
"""Seconds by which the announced duration may exceed the sound: encoder padding, tables rounded to frames."""
_FIRST_GUESS = 3600.0
"""Seconds for which room is made at once, at most: a damaged header may announce years."""
_HOLE = 3600
"""Seconds of lost reception that are kept as silence, so that later times stay right. A longer jump of a
transport stream's clock is taken for another clock; ffmpeg's own limit is 10 s."""
_PLACE = "the media file"
"""Stands for the name until the end: ffmpeg-python stumbles over names that are not UTF-8."""


def decode(
    media: Media, *, partial: bool = False, progress: Callable[[float], None] | None = None
) -> Waveform:
    """Decode the track in use. `progress` is called with the share done, 0 to 1.

    Raises InputError when nothing can be decoded, or, unless `partial`, when the sound ends well before the
    duration that the container announces, as it does in a copy that was cut off.
    """
    with running(_command(media)) as process:
        samples = _read(process.stdout, media, progress)
        status, complaints = process.finish()
    if not len(samples):
        why = f" ({_plain(complaints[-1], media)})" if complaints else ""
        raise InputError(
            f"No sound could be decoded from {str(media.path)!r}{why}.",
            hint="The file is damaged or its codec is unknown to this ffmpeg.",
        )
    if not partial:
        _check_complete(media, len(samples) / SAMPLE_RATE, status)
    return Waveform(samples)


def _command(media: Media) -> list[str]:
    track = next(track for track in media.tracks if track.used)
    sound = ffmpeg.input(_PLACE, **restrictions())[f"{track.index}"]
    # Holes in a transport stream would otherwise make everything after them early.
    filled = sound.filter("aresample", **{"async": 1, "first_pts": 0})
    output = filled.output("pipe:", format="f32le", ac=1, ar=SAMPLE_RATE)
    quiet = output.global_args(
        "-nostdin", "-hide_banner", "-loglevel", "error", "-dts_delta_threshold", _HOLE
    )
    parts = [str(part) for part in quiet.compile(cmd=ffmpeg_program())]
    return [address(media.path) if part == _PLACE else part for part in parts]


def _read(stream: IO[bytes], media: Media, progress: Callable[[float], None] | None) -> NDArray[np.float32]:
    """Fill one array from the pipe, growing it in place where the first guess was too short."""
    expected = media.duration
    samples = np.empty(int(min(expected or 60.0, _FIRST_GUESS) * SAMPLE_RATE) + _CHUNK, dtype=np.float32)
    raw = samples.data.cast("B")
    filled = 0
    while count := stream.readinto(raw[filled : filled + _CHUNK]):  # type: ignore[attr-defined]  # a BufferedReader
        filled += count
        if filled + _CHUNK > len(raw):
            raw.release()
            _grow(samples, media)
            raw = samples.data.cast("B")
        if progress and expected:
            progress(min(1.0, filled / 4 / SAMPLE_RATE / expected))
    raw.release()
    samples.resize(filled // 4, refcheck=False)
    # Float files can hold samples that are no numbers; one of them would silence a whole network.
    np.nan_to_num(samples, copy=False, nan=0.0, posinf=1.0, neginf=-1.0)
    return samples


def _grow(samples: NDArray[np.float32], media: Media) -> None:
    try:
        samples.resize(len(samples) * 3 // 2 + _CHUNK, refcheck=False)
    except MemoryError:
        raise InputError(
            f"{str(media.path)!r} is too long for this machine's memory: the first "
            f"{len(samples) / SAMPLE_RATE / 3600:.1f} hours fill it.",
            hint="Cut it into parts.",
        ) from None


def _check_complete(media: Media, decoded: float, status: int) -> None:
    announced = max(media.sound_end or 0.0, decoded * media.announced_share)
    again = "Copy it again from where it came, or use --partial to take what there is."
    if decoded < announced - max(_SLACK, 0.001 * announced):
        raise InputError(
            f"{str(media.path)!r} is cut off or damaged: it announces {announced:.1f} s of sound and holds "
            f"{decoded:.1f} s.",
            hint=again,
        )
    if status:
        raise InputError(
            f"{str(media.path)!r} could be read for {decoded:.1f} s, then ffmpeg gave up (status {status}).",
            hint=again,
        )


def _plain(complaint: str, media: Media) -> str:
    """Without the names and addresses of ffmpeg's parts."""
    text = re.sub(r"^(\[[^]]*\] *)+", "", complaint)
    return text.replace(address(media.path), media.path.name).strip().rstrip(".")
