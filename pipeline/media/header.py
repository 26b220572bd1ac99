"""How much a file says it holds, by its own header.

FFmpeg believes the size of the file where the two disagree, so a copy that was cut off looks whole to it.
Where a header says nothing, it guesses from the bit rate of the first seconds: wrong by any factor.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import BinaryIO

from pipeline.media.chunks import chunks

_SILENT_ON_IT = frozenset({"aac", "ac3", "amr", "dts", "eac3", "mpeg", "mpegts"})
"""Bare streams: no header, or none that says how much follows."""
_ASF_PROPERTIES = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")
_ASF_LIVE = 1
_MOST = 1000
"""Chunks that are looked at; behind a damaged size anything may look like one."""
_START = 65_536
"""Bytes at the beginning of a file within which its header is looked for."""


def announced_share(path: Path, format_name: str) -> float | None:
    """Size that the header announces ÷ size there is: 1.0 for a whole file, 2.0 for one cut in half.

    `format_name` is FFmpeg's. None where the header says nothing, 1.0 where FFmpeg itself goes by it.
    Raises OSError when the file cannot be read.
    """
    if format_name in _SILENT_ON_IT:
        return None
    with path.open("rb") as file:
        try:
            if format_name == "mp3":
                return 1.0 if _counts_frames(file) else None
            announced, there = _sizes(file, file.seek(0, os.SEEK_END))
        except struct.error:  # cut within the header
            return 1.0
    return 1.0 if there <= 0 or _never_filled_in(announced) else max(1.0, announced / there)


def _sizes(file: BinaryIO, size: int) -> tuple[int, int]:
    """What is announced and what is there: of the sound where the header tells it apart, else of the file."""
    file.seek(0)
    start = file.read(_START)
    match start[:4], start[8:12]:
        case (b"RIFF" | b"RF64" | b"BW64", b"WAVE"):
            sound = next((one for one in chunks(file) if one.name == b"data"), None)
            return (sound.size, size - sound.start) if sound else (0, size)
        case (b"RIFF", b"AVI "):
            return struct.unpack_from("<I", start, 4)[0] + 8, size
        case (b"riff", _):  # Wave64
            return struct.unpack_from("<Q", start, 16)[0], size
        case (b"caff", _):
            return _data_chunk(file, 8, size, struct.Struct(">4sq"))
    if (at := start.find(_ASF_PROPERTIES)) >= 0:
        live = struct.unpack_from("<I", start, at + 88)[0] & _ASF_LIVE
        return 0 if live else struct.unpack_from("<Q", start, at + 40)[0], size
    return 0, size


def _data_chunk(file: BinaryIO, position: int, size: int, header: struct.Struct) -> tuple[int, int]:
    """Announced size of the `data` chunk, and how much of it is there."""
    for _ in range(_MOST):
        if position >= size:
            break
        file.seek(position)
        name, length = header.unpack(file.read(header.size))
        position += header.size
        if name == b"data":
            return length, size - position
        if length < 0:
            break
        position += length
    return 0, size


def _never_filled_in(size: int) -> bool:
    """Recorders that write to a pipe, or crash, leave 0, -1 or about 2 or 4 GB instead of a size."""
    return size <= 0 or any(abs(size - limit) < 8192 for limit in (1 << 31, 1 << 32))


def _counts_frames(file: BinaryIO) -> bool:
    """Whether the first MPEG frame is a Xing, Info or VBRI header, which says how many follow."""
    tag = file.read(10)
    begin = 0
    if tag[:3] == b"ID3":
        a, b, c, d = struct.unpack_from("4B", tag, 6)
        begin = 10 + (a << 21 | b << 14 | c << 7 | d)
    file.seek(begin)
    frame = file.read(512)
    return any(mark in frame for mark in (b"Xing", b"Info", b"VBRI"))
