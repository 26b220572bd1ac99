"""The command lines that make ffmpeg write copies of a recording, or of a stretch of it."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Any

import ffmpeg

from pipeline.media.command import PLACE, RESULT, compiled, from_zero, opened_as, sound_in_use, to_file
from pipeline.media.probe import Media
from pipeline.media.sandbox import restrictions
from pipeline.transcript.span import Span

_SPEECH = "16k"
"""Bits a second at which Opus leaves speech clear."""
_CLEAR = "96k"
"""Bits a second at which AAC leaves one channel as it was, to the ear."""
_HEIGHT = 360
"""Lines of a picture beside a text."""


class Pictures(Enum):
    """What becomes of the pictures in a copy for a browser."""

    NONE = "none"
    COPIED = "copied"
    ENCODED = "encoded"


def as_opus(media: Media) -> list[str]:
    """All channels in one, as Opus in Ogg, to the pipe."""
    small = from_zero(sound_in_use(media)).output(
        "pipe:", format="ogg", acodec="libopus", ac=1, application="voip", **{"b:a": _SPEECH}
    )
    return compiled(media, small)


def sound_of(media: Media, span: Span, path: Path) -> list[str]:
    """A stretch of the track in use, as it is decoded, to the file `path`."""
    track = next(track for track in media.tracks if track.used)
    opened = ffmpeg.input(PLACE, **{**opened_as(media), "ss": span.start, "t": span.duration})
    written = opened[f"{track.index}"].output(
        RESULT, acodec="flac", sample_fmt="s16", map_metadata=-1, fflags="+bitexact"
    )
    return to_file(path, compiled(media, written))


def streams_of(media: Media, span: Span, path: Path) -> list[str]:
    """The same with the pictures, copied as they are stored."""
    track = next(track for track in media.tracks if track.used)
    opened = ffmpeg.input(PLACE, **{**opened_as(media), "ss": span.start, "t": span.duration})
    written = ffmpeg.output(
        opened["V:0"], opened[f"{track.index}"], RESULT, c="copy", map_metadata=-1, fflags="+bitexact"
    )
    return to_file(path, compiled(media, written))


def for_browser(media: Media, pictures: Pictures, path: Path) -> list[str]:
    """What every browser plays, to the file `path`: AAC in MP4, and any pictures as H.264.

    How far it is goes to the pipe, as ffmpeg's `-progress` has it.
    """
    told = {"acodec": "aac", "ac": 1, "b:a": _CLEAR, "format": "mp4", "map_metadata": -1}
    told |= {"movflags": "+faststart", "fflags": "+bitexact"}
    with_pictures = pictures is not Pictures.NONE
    opened = ffmpeg.input(PLACE, **{**restrictions(pictures=with_pictures), **media.opening})
    streams = [from_zero(_as_heard(opened, media))]
    if pictures is Pictures.COPIED:
        told["vcodec"] = "copy"
        streams.insert(0, opened["V:0"])
    elif pictures is Pictures.ENCODED:
        told |= {"vcodec": "libx264", "preset": "veryfast", "crf": 28, "pix_fmt": "yuv420p"}
        shown = opened["V:0"].filter("scale", -2, f"min({_HEIGHT},ih)").filter("setsar", 1)
        streams.insert(0, shown)
    written = ffmpeg.output(*streams, RESULT, **told)
    return to_file(path, compiled(media, written.global_args("-progress", "pipe:1")))


def _as_heard(opened: Any, media: Media) -> Any:
    """The tracks in use in one; of a track of which one channel was heard, that one alone."""
    parts = []
    for track in media.tracks:
        if track.used:
            sound = opened[f"{track.index}"]
            if track.heard is not None and len(track.heard) == 1:
                sound = sound.filter("channelmap", map=f"{track.heard[0] - 1}", channel_layout="mono")
            parts.append(sound)
    if len(parts) == 1:
        return parts[0]
    return ffmpeg.filter(parts, "amix", inputs=len(parts), normalize=0, duration="longest")
