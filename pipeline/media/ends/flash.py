"""Flash video: behind each tag stands how long it was."""

from __future__ import annotations

from typing import BinaryIO

_TAGS = (8, 9, 18)


def tag_cut_off(file: BinaryIO, size: int) -> str | None:
    """Whether the last tag is not closed by its length."""
    file.seek(max(0, size - 4))
    length = int.from_bytes(file.read(4), "big")
    if 11 <= length <= size - 4:
        file.seek(size - 4 - length)
        head = file.read(4)
        if head[0] & 0x1F in _TAGS and int.from_bytes(head[1:4], "big") + 11 == length:
            return None
    return "its last tag is incomplete"
