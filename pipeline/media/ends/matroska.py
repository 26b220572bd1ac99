"""Matroska and WebM: a segment that says how long it is, where it was finished."""

from __future__ import annotations

from typing import BinaryIO

_SEGMENT = b"\x18\x53\x80\x67"


def segment_cut_off(file: BinaryIO, size: int) -> str | None:
    """Whether the segment reaches beyond the end of the file; a live one does not say."""
    start = file.read(4096)
    at = start.find(_SEGMENT)
    if at < 0 or len(start) < at + 12:
        return None
    first = start[at + 4]
    width = 9 - first.bit_length()
    if width > 8:
        return None
    value = int.from_bytes(start[at + 4 : at + 4 + width], "big") & ((1 << 7 * width) - 1)
    if value == (1 << 7 * width) - 1:  # not known
        return None
    return "its segment is longer than the file" if at + 4 + width + value > size else None
