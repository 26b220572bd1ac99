"""Ogg: the last page of a stream is marked as the last one."""

from __future__ import annotations

from typing import BinaryIO

_MARK = b"OggS"
_LAST = 4
_HEADER = 27
_LARGEST = _HEADER + 255 + 255 * 255
"""Bytes of a page."""


def page_cut_off(file: BinaryIO, size: int) -> str | None:
    """Whether the end is no whole page, or none that is marked as the last."""
    file.seek(max(0, size - 2 * _LARGEST))
    tail = file.read()
    at, ends, marked = tail.find(_MARK), 0, False
    while at >= 0:
        length = _length(tail, at)
        if length is None or at + length > len(tail):
            return "its last Ogg page is incomplete"
        ends = at + length
        marked = marked or bool(tail[at + 5] & _LAST)
        at = ends if tail[ends : ends + 4] == _MARK else tail.find(_MARK, ends)
    return None if marked or not ends else "its last Ogg page is not marked as the end"


def _length(tail: bytes, at: int) -> int | None:
    if at + _HEADER > len(tail):
        return None
    count = tail[at + 26]
    sizes = tail[at + _HEADER : at + _HEADER + count]
    return None if len(sizes) < count else _HEADER + count + sum(sizes)
