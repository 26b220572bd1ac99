"""What a browser can play of a recording, and a copy of what it cannot."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import av
import av.error

from pipeline.errors import InputError
from pipeline.media.copy_command import Pictures, for_browser
from pipeline.media.ffmpeg import running
from pipeline.media.guarded import Reach
from pipeline.media.probe import Media
from pipeline.media.sandbox import address, restrictions
from pipeline.storage.atomic import replacing

_SOUND = {
    "wav": {"pcm_u8", "pcm_s16le"},
    "mp3": {"mp3"},
    "flac": {"flac"},
    "ogg": {"opus", "vorbis"},
    "mov,mp4,m4a,3gp,3g2,mj2": {"aac", "mp3"},
    "matroska,webm": {"opus", "vorbis"},
}
"""Sound that all of today's browsers play, by container as FFmpeg calls it."""
_PICTURES = {"mov,mp4,m4a,3gp,3g2,mj2": {"h264"}, "matroska,webm": {"vp8", "vp9"}}
_COPIED = ("h264",)
"""Pictures that need no other coding in MP4."""
_PLAIN = ("yuv420p", "yuvj420p")
"""Pixels that every browser shows."""
_KINDS = {"wav": "wav", "mp3": "mpeg", "flac": "flac", "ogg": "ogg", "mov,mp4,m4a,3gp,3g2,mj2": "mp4",
          "matroska,webm": "webm"}  # fmt: skip
"""Media types, after the slash."""
_DONE = re.compile(rb"out_time_us=(\d+)")


@dataclass(frozen=True, slots=True)
class BrowserForm:
    """How a recording reaches a browser.

    `kind` is its media type where it is played as it is, None where a copy is needed. `video` says whether
    there are pictures to see, `pictures` what becomes of them in a copy.
    """

    kind: str | None
    video: bool
    pictures: Pictures


def browser_form(media: Media) -> BrowserForm:
    """What was listened to has to be what is played. Raises InputError where it cannot be read any more."""
    try:
        with av.open(
            address(media.path), options=restrictions(pictures=True), metadata_errors="replace"
        ) as container:
            name = container.format.name
            first = next((one for one in container.streams.video if not _is_cover(one)), None)
            codec = first.codec_context.name if first and first.codec_context else None
            pixels = first.format.name if first and first.codec_context and first.format else None
    except (av.error.FFmpegError, OSError, ValueError):
        raise InputError(f"{media.name!r} cannot be read as sound or video.") from None
    first_track, *_ = sorted(media.tracks, key=lambda track: track.index)
    plays = first_track.codec in _SOUND.get(name, ()) and first_track.used and first_track.heard is None
    plays = plays and not any(track.used for track in media.tracks if track is not first_track)
    if name == "matroska,webm" and media.path.suffix.lower() != ".webm":
        plays = False  # browsers know WebM by its name, and not all of them Matroska
    shown = codec is None or (codec in _PICTURES.get(name, ()) and pixels in _PLAIN)
    kind = f"{'video' if codec else 'audio'}/{_KINDS[name]}" if plays and shown else None
    return BrowserForm(kind, codec is not None, _pictures(codec, pixels))


def copy_for_browser(media: Media, form: BrowserForm, path: Path, progress: Callable[[float], None]) -> None:
    """Write the copy, whole or not at all; `progress` is told seconds of the recording that are done.

    Raises InputError where it cannot be decoded, OutputError where it cannot be written.
    """
    with replacing(path) as temporary:
        command = for_browser(media, form.pictures, temporary)
        with running(command, Reach(media.path, temporary.parent)) as process:
            while line := process.stdout.readline():
                if found := _DONE.match(line):
                    progress(int(found[1]) / 1e6)
            status, complaints = process.finish()
        if status or not temporary.is_file():
            why = f" ({complaints[-1]})" if complaints else ""
            raise InputError(f"{media.name!r} could not be made playable{why}.")


def _pictures(codec: str | None, pixels: str | None) -> Pictures:
    if codec is None:
        return Pictures.NONE
    return Pictures.COPIED if codec in _COPIED and pixels in _PLAIN else Pictures.ENCODED


def _is_cover(stream: av.VideoStream) -> bool:
    return bool(stream.disposition & stream.disposition.attached_pic)
