"""The command lines that make ffmpeg decode a recording."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import ffmpeg

from pipeline.media.channels import RATE
from pipeline.media.ffmpeg import ffmpeg_program
from pipeline.media.probe import Media
from pipeline.media.sandbox import address, restrictions
from pipeline.media.tracks.channel import Mix
from pipeline.media.waveform import SAMPLE_RATE
from pipeline.transcript.span import Span

_HOLE = 3600
"""Seconds of lost reception that are kept as silence, so that later times stay right. A longer jump of a
transport stream's clock is taken for another clock; ffmpeg's own limit is 10 s."""
_CHECKED = "crccheck"
"""Checksums are looked at where a codec has them: FFmpeg leaves that out, and damage is heard as speech."""
_EVERYTHING = "repeat+level+info"
"""Messages with their level, none of them put together with others."""
PLACE = "the media file"
_SIDES = "both channels"
RESULT = "the result"
"""Stand for names until the end: ffmpeg-python stumbles over names that are not UTF-8."""
_STRETCH = 3
"""Seconds at a time of which both channels are kept."""
_COMPARED = 60
"""Seconds of which both channels are kept, spread over the recording; all of a shorter one."""
_MOST = 4_000_000
"""Bytes of both channels, where the recording is longer than it says."""


def mixed(media: Media, sides: Path | None = None) -> list[str]:
    """All channels in one to the pipe; and samples of both channels of a stereo recording to `sides`.

    What goes to `sides` is 16-bit and at the rate of `channels.RATE`. It comes out of the same decoding: a
    second one, or a second copy of the whole, would cost much more.
    """
    if sides is None:
        return compiled(media, _piped(_filled(_told(sound_in_use(media)))), _EVERYTHING)
    # Without the layout being named, ffmpeg mixes the channels before they are parted.
    both = (
        _told(sound_in_use(media))
        .filter("aformat", channel_layouts="stereo")
        .filter_multi_output("asplit", 2)
    )
    kept = both[1].filter("aselect", _spread(media.duration))
    second = kept.output(_SIDES, format="s16le", ac=2, ar=RATE, fs=_MOST)
    command = compiled(media, ffmpeg.merge_outputs(_piped(_filled(both[0])), second), _EVERYTHING)
    return [address(sides) if part == _SIDES else part for part in command]


def left_only(media: Media) -> list[str]:
    """The left channel alone to the pipe."""
    left = _told(sound_in_use(media)).filter("channelmap", map="0", channel_layout="mono")
    return compiled(media, _piped(_filled(left)), _EVERYTHING)


def mixed_as(media: Media, mix: Mix) -> list[str]:
    """Some channels, of one stream or several, in one to the pipe. The log is of the first stream."""
    opened = ffmpeg.input(PLACE, err_detect=_CHECKED, **opened_as(media))
    streams = list(dict.fromkeys(one.stream for one in mix.channels))
    parts, sums = [], {}
    for number, stream in enumerate(streams):
        places = [one.place for one in mix.channels if one.stream == stream]
        sound = opened[f"{stream}"] if number else _told(opened[f"{stream}"])
        sums[f"sum {stream} "] = f"mono|c0={'+'.join(f'{mix.gain:.6f}*c{place}' for place in places)}"
        one = sound.filter("pan", f"sum {stream} ")
        parts.append(_filled(one) if len(streams) == 1 else from_zero(one))
    whole = parts[0]
    if len(parts) > 1:
        whole = ffmpeg.filter(parts, "amix", inputs=len(parts), normalize=0, duration="longest")
    command = compiled(media, _piped(whole), _EVERYTHING)
    for stands, formula in sums.items():  # in which ffmpeg-python would write = so that nobody can read it
        command = [part.replace(stands, formula) for part in command]
    return command


def channels_of(media: Media, span: Span, paths: Mapping[int, Path], *, raw: bool) -> list[str]:
    """A stretch of each stream in `paths` to its file, all channels apart: `raw` as they are stored."""
    opened = ffmpeg.input(PLACE, **{**opened_as(media), "ss": span.start, "t": span.duration})
    form: dict[str, Any] = {"format": "s32le"} if raw else {"format": "f32le", "ar": SAMPLE_RATE}
    outputs = [opened[f"{stream}"].output(f"{RESULT} {stream}", **form) for stream in paths]
    command = compiled(media, ffmpeg.merge_outputs(*outputs))
    names = {f"{RESULT} {stream}": address(path) for stream, path in paths.items()}
    return [names.get(part, part) for part in command]


def to_file(path: Path, command: list[str]) -> list[str]:
    """With `path` in the place of the result."""
    return [address(path) if part == RESULT else part for part in command]


def opened_as(media: Media) -> dict[str, Any]:
    """How a recording is opened."""
    return {**restrictions(), **media.opening}


def sound_in_use(media: Media) -> Any:
    """The first track that is listened to."""
    track = next(track for track in media.tracks if track.used)
    return ffmpeg.input(PLACE, err_detect=_CHECKED, **opened_as(media))[f"{track.index}"]


def _told(sound: Any) -> Any:
    """Each piece of it gives a line with its time, for the log of the decoder."""
    return sound.filter("ashowinfo")


def _filled(sound: Any) -> Any:
    """Holes in a transport stream would otherwise make everything after them early.

    What is before the first sound is not filled here: where the sampling rate changes, ffmpeg begins anew,
    and would fill all that was before the change once more.
    """
    return sound.filter("aresample", **{"async": 1})


def from_zero(sound: Any) -> Any:
    """Without holes, silence before its first sound as well."""
    return sound.filter("aresample", **{"async": 1, "first_pts": 0})


def _piped(sound: Any) -> Any:
    return sound.output("pipe:", format="f32le", ac=1, ar=SAMPLE_RATE)


def _spread(duration: float | None) -> str:
    """Stretches at even distances, in ffmpeg's words."""
    if duration is None or duration <= _COMPARED:
        return "1"
    return f"lt(mod(t,{duration * _STRETCH / _COMPARED:.3f}),{_STRETCH})"


def compiled(media: Media, output: Any, messages: str = "error") -> list[str]:
    """The words of a command line, its messages of this level and above."""
    quiet = output.global_args(
        "-nostdin", "-hide_banner", "-nostats", "-loglevel", messages, "-dts_delta_threshold", _HOLE
    )
    parts = [str(part) for part in quiet.compile(cmd=ffmpeg_program())]
    return [address(media.path) if part == PLACE else part for part in parts]
