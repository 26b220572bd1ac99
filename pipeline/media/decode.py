"""Media to a waveform: 16 kHz, mono, 16 bits, read once from ffmpeg's output."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from pipeline.errors import InputError
from pipeline.limits import Limits
from pipeline.media.channels import Channels, compare
from pipeline.media.command import left_only, mixed, mixed_as
from pipeline.media.completeness import Decoded, holes, lumps_of, silences
from pipeline.media.decoder_log import DecoderLog
from pipeline.media.ffmpeg import Output, running
from pipeline.media.guarded import Reach, guards_of
from pipeline.media.probe import Media
from pipeline.media.sandbox import address
from pipeline.media.sixteen_bits import SixteenBits
from pipeline.media.stretch import narrowed
from pipeline.media.timing import told_times, with_silences
from pipeline.media.tracks.channel import Mix, flattened
from pipeline.media.tracks.choose import Choice, choose
from pipeline.media.tracks.evidence import Ear
from pipeline.media.waveform import SAMPLE_RATE, Waveform

_AT_ONCE = 0.02
"""Seconds after the file's start within which the sound begins at once."""
_SLACK = 1.0
"""Seconds by which the announced duration may exceed the sound: encoder padding, tables rounded to frames."""
_FIRST_GUESS = 3600.0
"""Seconds for which room is made at once, at most: a damaged header may announce years."""
_TWO_VOICES = (
    "The left and right channels hold different voices: where both speak at once, only one of them is "
    "transcribed. To have all words, transcribe each alone: --tracks {} -o LEFT, then --tracks {} -o RIGHT."
)
_OPPOSITE = (
    "The left and right channels are in opposite phase: together they cancel each other out. "
    "Only the left one was listened to."
)
_Progress = Callable[[float], None] | None
_LIMITS = Limits()


def decode(
    media: Media, *, partial: bool = False, progress: _Progress = None, tracks: str | None = None,
    ear: Ear | None = None, begin: str | None = None, end: str | None = None, limits: Limits = _LIMITS,
) -> Waveform:  # fmt: skip
    """Decode what is to be heard into one channel. `progress` is called with the share done, 0 to 1.

    Outside of `begin` and `end`, where these are given, it is silent. A decoder that reaches one of the
    `limits` is ended.

    `tracks` are those asked for, as in `1+2`; else those are taken that speech is on, as `ear` hears it. The
    two channels of a stereo file are mixed; where they cancel each other out, the left one is taken.

    Raises InputError when nothing can be decoded, or, unless `partial`, when the sound ends well before the
    duration that the container announces, as it does in a copy that was cut off.
    """
    waveform = _whole(media, partial, progress, choose(media, tracks, ear), limits)
    return narrowed(media, waveform, begin, end)


def _whole(media: Media, partial: bool, progress: _Progress, choice: Choice, limits: Limits) -> Waveform:
    told = () if choice.told is None else (choice.told,)
    if choice.mix is not None:
        waveform = _decoded(
            _as_chosen(media, choice.mix), mixed_as(media, choice.mix), partial, progress, limits
        )
        return replace(waveform, notes=(*told, *waveform.notes), tracks=choice.marked(media.tracks))
    with tempfile.TemporaryDirectory() as folder:
        sides = Path(folder) / "sides" if _is_stereo(media) else None
        waveform = _decoded(media, mixed(media, sides), partial, progress, limits, Path(folder))
        found = _compared(sides)
    if found is Channels.OPPOSITE:
        waveform = _decoded(media, left_only(media), partial, None, limits)
    return replace(waveform, notes=(*told, *_sides_told(found, media), *waveform.notes))


def _as_chosen(media: Media, mix: Mix) -> Media:
    """What the file says of the end is of the stream in use, and of no other."""
    first = next(track.index for track in media.tracks if track.used)
    return media if any(one.stream == first for one in mix.channels) else replace(media, sound_end=None)


def _is_stereo(media: Media) -> bool:
    return next(track.channels for track in media.tracks if track.used) == 2


def _sides_told(found: Channels, media: Media) -> tuple[str, ...]:
    """What the user must know of the two channels that were mixed."""
    if found is Channels.TWO_VOICES:
        stream = next(track.index for track in media.tracks if track.used)
        sides = (one.number for one in flattened(media.tracks) if one.stream == stream)
        return (_TWO_VOICES.format(*sides),)
    return (_OPPOSITE,) if found is Channels.OPPOSITE else ()


def _compared(sides: Path | None) -> Channels:
    """What the channels are to each other, by the samples of both that ffmpeg has left, if it has."""
    if sides is None or not sides.is_file():
        return Channels.ONE_PROGRAMME
    content = np.fromfile(sides, dtype="<i2")
    return compare(content[: len(content) // 2 * 2].reshape(-1, 2))


def _decoded(
    media: Media, command: list[str], partial: bool, progress: _Progress, limits: Limits,
    folder: Path | None = None,
) -> Waveform:  # fmt: skip
    """What ffmpeg gives when it is told `command`, and what is missing of it. Raises InputError."""
    log = DecoderLog()
    with running(command, Reach(media.path, folder), log.line, limits) as process:
        samples, odd = _read(process.stdout, media, progress, limits).whole()
        status, _ = process.finish()
        ended = process.ended
    if not len(samples):
        complaint = ended or log.last
        why = f" ({_plain(complaint, media)})" if complaint else ""
        raise InputError(
            f"No sound could be decoded from {media.name!r}{why}.",
            hint="The file is damaged or its codec is unknown to this ffmpeg.",
        )
    given_up = ended or (f"ffmpeg gave up (status {status})" if status else None)
    lead = 0.0 if log.first is None else max(media.begins, log.first)
    between = lumps_of(media)
    samples = with_silences(samples, [*((0.0, lead) for _ in range(lead > _AT_ONCE)), *silences(between)])
    if not partial:
        _check_complete(media, len(samples) / SAMPLE_RATE, given_up)
    decoded = Decoded(len(samples) / SAMPLE_RATE, log, lead, media.sound_end, between, odd, given_up)
    guards = guards_of(command[0]).names
    return Waveform(samples, told_times(decoded), holes(media, decoded), guards=guards)


def _read(stream: Output, media: Media, progress: _Progress, limits: Limits) -> SixteenBits:
    """All of the pipe."""
    expected = media.duration
    samples = SixteenBits(min(expected or 60.0, _FIRST_GUESS), media.name)
    while count := stream.readinto(samples.room):
        samples.taken(count)
        if samples.seconds > limits.decoded:
            raise InputError(
                f"{media.name!r} gives more than {limits.decoded / 3600:g} hours of sound.",
                hint="Its times may be damaged; cut it into parts.",
            )
        if progress:  # also where nothing can be said: whoever listens may want to stop
            progress(min(1.0, samples.seconds / expected) if expected else 0.0)
    return samples


def _check_complete(media: Media, decoded: float, given_up: str | None) -> None:
    announced = max(media.sound_end or 0.0, decoded * media.announced_share)
    again = "Copy it again from where it came, or use --partial to take what there is."
    if decoded < announced - max(_SLACK, 0.001 * announced):
        raise InputError(
            f"{media.name!r} is cut off or damaged: it announces {announced:.1f} s of sound and holds "
            f"{decoded:.1f} s.",
            hint=again,
        )
    if given_up:
        raise InputError(f"{media.name!r} could be read for {decoded:.1f} s, then {given_up}.", hint=again)


def _plain(complaint: str, media: Media) -> str:
    """Without the names and addresses of ffmpeg's parts."""
    text = re.sub(r"^(\[[^]]*\] *)+", "", complaint)
    return text.replace(address(media.path), Path(media.name).name).strip().rstrip(".")
