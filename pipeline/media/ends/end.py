"""Whether a file breaks off, by what its container says of its own end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

from pipeline.media.ends.adaptive import adaptive_cut_off
from pipeline.media.ends.boxes import box_cut_off
from pipeline.media.ends.digital_video import frame_cut_off
from pipeline.media.ends.flash import tag_cut_off
from pipeline.media.ends.material import partition_cut_off
from pipeline.media.ends.matroska import segment_cut_off
from pipeline.media.ends.ogg import page_cut_off
from pipeline.media.ends.program import pack_cut_off
from pipeline.media.ends.transport import packet_cut_off

_LOOKS: Mapping[str, Callable[[BinaryIO, int], str | None]] = {
    "amr": adaptive_cut_off,
    "dv": frame_cut_off,
    "flv": tag_cut_off,
    "matroska": segment_cut_off,
    "mov": box_cut_off,
    "mpeg": pack_cut_off,
    "mpegts": packet_cut_off,
    "mxf": partition_cut_off,
    "ogg": page_cut_off,
}
"""By the first of FFmpeg's names of the container."""


def cut_off(path: Path, format_name: str) -> str | None:
    """Why the file is known to break off, in a few words; None where its end is whole or says nothing.

    `format_name` is FFmpeg's. Raises OSError when the file cannot be read.
    """
    look = _LOOKS.get(format_name.split(",")[0])
    if look is None:
        return None
    with path.open("rb") as file:
        return look(file, path.stat().st_size)
