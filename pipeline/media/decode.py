"""Media to a waveform: 16 kHz, mono, float32, read once from ffmpeg's output straight into its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO

import ffmpeg
import numpy as np
from numpy.typing import NDArray

from pipeline.errors import InputError
from pipeline.media.ffmpeg import ffmpeg_program, running
from pipeline.media.probe import Media
from pipeline.media.safety import address, restrictions
from pipeline.types import SAMPLE_RATE, Waveform

_CHUNK = 4 * SAMPLE_RATE * 10
_SLACK = 1.0
"""Seconds by which a container's announced duration may exceed the sound: picture tails, encoder padding."""


def decode(
    media: Media, *, partial: bool = False, progress: Callable[[float], None] | None = None
) -> Waveform:
    """Decode the first sound track. `progress` is called with the share done, 0 to 1.

    Raises InputError when nothing can be decoded, or, unless `partial`, when the sound ends well before the
    duration that the container announces, as it does in a copy that was cut off.
    """
    with running(_command(media)) as process:
        samples = _read(process.stdout, media.duration, progress)
        _, complaints = process.finish()
    if not len(samples):
        why = f": {_shorten(complaints[-1], media)}" if complaints else ""
        raise InputError(
            f"No sound could be decoded from {str(media.path)!r}{why}.",
            hint="The file is damaged or its codec is unknown to this ffmpeg.",
        )
    _check_complete(media, len(samples) / SAMPLE_RATE, partial)
    return Waveform(samples)


def _command(media: Media) -> list[str]:
    sound = ffmpeg.input(address(media.path), **restrictions())[f"{media.tracks[0].index}"]
    # Holes in a transport stream would otherwise make everything after them early.
    filled = sound.filter("aresample", **{"async": 1, "first_pts": 0})
    output = filled.output("pipe:", format="f32le", ac=1, ar=SAMPLE_RATE)
    quiet = output.global_args("-nostdin", "-hide_banner", "-loglevel", "error")
    return [str(part) for part in quiet.compile(cmd=ffmpeg_program())]


def _read(
    stream: IO[bytes], expected: float | None, progress: Callable[[float], None] | None
) -> NDArray[np.float32]:
    """Fill one array from the pipe, growing it in place where the announced duration was too short."""
    samples = np.empty(int((expected or 60.0) * SAMPLE_RATE) + _CHUNK, dtype=np.float32)
    raw = samples.data.cast("B")
    filled = 0
    while count := stream.readinto(raw[filled : filled + _CHUNK]):  # type: ignore[attr-defined]  # a BufferedReader
        filled += count
        if filled + _CHUNK > len(raw):
            raw.release()
            samples.resize(len(samples) * 3 // 2 + _CHUNK, refcheck=False)
            raw = samples.data.cast("B")
        if progress and expected:
            progress(min(1.0, filled / 4 / SAMPLE_RATE / expected))
    raw.release()
    samples.resize(filled // 4, refcheck=False)
    return samples


def _check_complete(media: Media, decoded: float, partial: bool) -> None:
    announced = media.duration
    if partial or announced is None or decoded >= announced - max(_SLACK, 0.01 * announced):
        return
    raise InputError(
        f"{str(media.path)!r} is cut off: it announces {announced:.1f} s and holds {decoded:.1f} s of sound.",
        hint="Copy it again from where it came, or use --partial to take what there is.",
    )


def _shorten(line: str, media: Media) -> str:
    return line.replace(address(media.path), media.path.name).strip()
