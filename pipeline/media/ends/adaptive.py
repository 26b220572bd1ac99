"""AMR: frames whose first byte tells how long they are (RFC 4867)."""

from __future__ import annotations

from typing import BinaryIO

_NARROW, _WIDE = b"#!AMR\n", b"#!AMR-WB\n"
_SIZES = {
    _NARROW: (13, 14, 16, 18, 20, 21, 27, 32, 6, 1, 1, 1, 1, 1, 1, 1),
    _WIDE: (18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 1, 1, 1, 1, 1, 1),
}
"""Bytes of a frame, its first one included, by its kind."""


def adaptive_cut_off(file: BinaryIO, _size: int) -> str | None:
    """Whether the last frame is incomplete."""
    content = file.read()
    head = next((one for one in (_NARROW, _WIDE) if content.startswith(one)), None)
    if head is None:
        return None
    at, sizes = len(head), _SIZES[head]
    while at < len(content):
        at += sizes[content[at] >> 3 & 15]
    return "its last frame is incomplete" if at > len(content) else None
