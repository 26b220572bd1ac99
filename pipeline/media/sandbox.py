"""What a media file is allowed to make FFmpeg do.

FFmpeg takes playlists for media: a file named `.wav` that is really an HLS, concat or image-sequence list can
make it read other files or addresses. Measured: restricting protocols does not stop it, restricting the
demuxers does. Video decoders are kept shut but for
a copy that a browser can show.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import av.codec

from pipeline.media.chunks import PlainSound
from pipeline.media.demuxers import DEMUXERS

PICTURE_DECODERS = (
    "av1", "dnxhd", "dvvideo", "h264", "hevc", "libdav1d", "mjpeg", "mpeg1video", "mpeg2video", "mpeg4",
    "prores", "vc1", "vp8", "vp9",
)  # fmt: skip
"""Of what broadcasters record; opened only where somebody wants to see it."""


def restrictions(*, pictures: bool = False) -> dict[str, str]:
    """Options for every input, in-process or on ffmpeg's command line."""
    decoders = (*_sound_decoders(), *(PICTURE_DECODERS if pictures else ()))
    return {
        "protocol_whitelist": "file",
        "format_whitelist": ",".join(DEMUXERS),
        "codec_whitelist": ",".join(decoders),
    }


def raw_form(plain: PlainSound) -> dict[str, str]:
    """Options for samples as they are, in place of those that look for a container."""
    return {
        "format_whitelist": plain.form,
        "sample_rate": str(plain.rate),
        "ch_layout": f"{plain.channels}C",  # of no known places
        "skip_initial_bytes": str(plain.start),
    }


def address(path: Path) -> str:
    """The file as FFmpeg should be given it: no name can pass for an option, a protocol or a pattern."""
    return f"file:{path.absolute()}"


@cache
def _sound_decoders() -> tuple[str, ...]:
    return tuple(sorted(name for name in av.codec.codecs_available if _decodes_sound(name)))


def _decodes_sound(name: str) -> bool:
    try:
        return av.codec.Codec(name, "r").type == "audio"
    except av.codec.codec.UnknownCodecError:  # an encoder only
        return False
