"""Transport streams: packets of one size, and elementary packets that say how long they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

_SYNC = 0x47
_SIZES = ((188, 0), (192, 4), (204, 0))
"""Bytes of a packet, and where its first one stands in it."""
_TAIL = 4 << 20
"""Bytes at the end within which the last elementary packet of every sound must begin."""
_SOUND = frozenset({0xBD, 0xFD, *range(0xC0, 0xE0)})
"""Numbers of streams of sound; pictures do not say how long they are."""


@dataclass(slots=True)
class _Elementary:
    """A packet of a stream of sound: bytes that it announces, and those that came."""

    announced: int
    came: int


def packet_cut_off(file: BinaryIO, size: int) -> str | None:
    """Whether the file ends inside a packet, or inside an elementary packet of sound."""
    start = file.read(204 * 8)
    found = next(
        (one for one in _SIZES if len(start) >= 5 * one[0] and _is_sync(start, *one)),
        None,
    )
    if found is None:
        return None
    length, offset = found
    if size % length:
        return "its last transport packet is incomplete"
    file.seek(max(0, size - _TAIL // length * length))
    open_ones: dict[int, _Elementary] = {}
    tail = file.read()
    for at in range(offset, len(tail) - length + offset + 1, length):
        _packet(tail[at : at + 188], open_ones)
    short = any(one.announced and one.came < one.announced for one in open_ones.values())
    return "its last packet of sound is incomplete" if short else None


def _is_sync(start: bytes, length: int, offset: int) -> bool:
    return all(start[offset + n * length] == _SYNC for n in range(4))


def _packet(packet: bytes, open_ones: dict[int, _Elementary]) -> None:
    if len(packet) < 188 or packet[0] != _SYNC:
        return
    number = (packet[1] & 0x1F) << 8 | packet[2]
    begin = 4 + (1 + packet[4] if packet[3] & 0x20 else 0)
    payload = packet[begin:] if packet[3] & 0x10 else b""
    if packet[1] & 0x40:
        if payload[:3] == b"\0\0\1" and len(payload) >= 6 and payload[3] in _SOUND:
            announced = int.from_bytes(payload[4:6], "big")
            open_ones[number] = _Elementary(announced, len(payload) - 6)
        else:
            open_ones.pop(number, None)
    elif number in open_ones:
        open_ones[number].came += len(payload)
