"""Program streams: packets that say how long they are, one behind the other."""

from __future__ import annotations

import re
from typing import BinaryIO

_TAIL = 512 << 10
_PACK = b"\0\0\1\xba"
_CODE = re.compile(rb"\x00\x00\x01[\xba-\xef]")


def pack_cut_off(file: BinaryIO, size: int) -> str | None:
    """Whether the last packet reaches beyond the end of the file."""
    file.seek(max(0, size - _TAIL))
    tail = file.read()
    at = tail.find(_PACK)
    while 0 <= at < len(tail):
        length = _length(tail, at)
        if length is None:
            return "its last packet is incomplete"
        if length == 0:  # the end code, or nothing that is known
            return None
        at += length
        if at > len(tail):
            return "its last packet is incomplete"
        if at < len(tail) and not _CODE.match(tail, at):
            found = tail.find(_PACK, at)
            at = found if found >= 0 else len(tail)
    return None


def _length(tail: bytes, at: int) -> int | None:
    """Bytes of what begins there; None where even that is cut off, 0 behind the last."""
    head = tail[at : at + 14]
    if len(head) < 6:
        return None
    if head[:4] == _PACK:
        if head[4] >> 6 == 1:
            return None if len(head) < 14 else 14 + (head[13] & 7)
        return 12
    if head[3] < 0xBA:
        return 0
    return 6 + int.from_bytes(head[4:6], "big")
