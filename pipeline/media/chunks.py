"""The chunks of a RIFF file: WAV, and RF64 above 4 GB."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_KINDS = (b"RIFF", b"RF64", b"BW64")
_HEADER = struct.Struct("<4sI")
_MOST = 1000
"""Chunks that are looked at: a damaged size leads into sound, where anything may look like one."""
_LARGEST = 1 << 22
"""Bytes of a chunk that are read at once."""
_EXTENSIBLE = 0xFFFE
_FORMS = {
    (1, 8): "u8", (1, 16): "s16le", (1, 24): "s24le", (1, 32): "s32le", (3, 32): "f32le", (3, 64): "f64le",
    (6, 8): "alaw", (7, 8): "mulaw",
}  # fmt: skip
"""FFmpeg's names, by the format's number and the bits of a sample."""
_PAST = 0xFFFFFFFF
_WRAP = 1 << 32


@dataclass(frozen=True, slots=True)
class Chunk:
    """`size` bytes from `start` on, as the file says it."""

    name: bytes
    start: int
    size: int


@dataclass(frozen=True, slots=True)
class PlainSound:
    """Samples as they are, from the byte `start` on; `form` is FFmpeg's name of them."""

    form: str
    rate: int
    channels: int
    start: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Extent:
    """Where the sound of a WAV lies: `announced` bytes of it are told, `there` are there behind its header.

    `wrapped` says that the size did not fit into 32 bits; `joined` is how many seconds of another WAV follow.
    """

    announced: int
    there: int
    wrapped: bool = False
    joined: float = 0.0
    plain: PlainSound | None = None

    @property
    def misleads(self) -> bool:
        """Whether FFmpeg would look for more chunks in what follows, eight bytes at a time."""
        return self.wrapped or self.there - self.announced > _LARGEST


def chunk(path: Path, name: bytes) -> bytes | None:
    """The content of the first chunk of this name, up to 4 MB. Raises OSError."""
    with path.open("rb") as file:
        found = next((one for one in chunks(file) if one.name == name), None)
        if found is None:
            return None
        file.seek(found.start)
        return file.read(min(found.size, _LARGEST))


def chunks(file: BinaryIO, begin: int = 0) -> Iterator[Chunk]:
    """Those of the RIFF file that begins at `begin`, as far as they are chunks."""
    end = file.seek(0, os.SEEK_END)
    file.seek(begin)
    head = file.read(12)
    if head[:4] not in _KINDS or head[8:] != b"WAVE":
        return
    large, position = 0, begin + 12
    for _ in range(_MOST):
        file.seek(position)
        head = file.read(_HEADER.size)
        if len(head) < _HEADER.size or not head[:4].strip(b"\0"):
            return
        name, size = _HEADER.unpack(head)
        if name == b"ds64":
            large = int.from_bytes(file.read(16)[8:16], "little")
        if name == b"data" and size == _PAST and large:
            size = large
        yield Chunk(name, position + _HEADER.size, size)
        position += _HEADER.size + size + size % 2
        if position >= end:
            return


def extent(path: Path) -> Extent | None:
    """None for what is no WAV, or has no sound. Raises OSError."""
    size = path.stat().st_size
    with path.open("rb") as file:
        found = list(chunks(file))
        data = next((one for one in found if one.name == b"data"), None)
        if data is None:
            return None
        there = size - data.start
        wrapped = there >= _WRAP and data.size < _WRAP - 1 and (there - data.size) % _WRAP < 1 << 20
        plain = _plain(file, found, data, there if wrapped else min(data.size, there))
        return Extent(data.size, there, wrapped, 0.0 if wrapped else _joined(file, data, size), plain)


def _plain(file: BinaryIO, found: list[Chunk], data: Chunk, size: int) -> PlainSound | None:
    form = next((one for one in found if one.name == b"fmt " and one.size >= 16), None)
    if form is None:
        return None
    file.seek(form.start)
    content = file.read(min(form.size, 40))
    if len(content) < 16:
        return None
    kind, channels, rate, _, block, bits = struct.unpack_from("<HHIIHH", content)
    if kind == _EXTENSIBLE and len(content) >= 26:
        kind = int.from_bytes(content[24:26], "little")
    name = _FORMS.get((kind, bits))
    if name is None or not (channels and rate) or block != channels * bits // 8:
        return None
    return PlainSound(name, rate, channels, data.start, size / (rate * block))


def _joined(file: BinaryIO, data: Chunk, size: int) -> float:
    """Seconds of the sound of a WAV that begins where this one ends."""
    begin = data.start + data.size + data.size % 2
    if begin + 44 > size:
        return 0.0
    rate, sound = 0, 0
    for one in chunks(file, begin):
        if one.name == b"fmt ":
            file.seek(one.start + 8)
            rate = int.from_bytes(file.read(4), "little")
        elif one.name == b"data":
            sound = min(one.size, size - one.start)
    return sound / rate if rate else 0.0
