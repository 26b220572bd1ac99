"""MP4 and MOV: boxes that say how long they are, fragmented ones too."""

from __future__ import annotations

from typing import BinaryIO

_MOST = 1_000_000
"""Boxes at the top of a file; a day in fragments of a second has 170,000."""


def box_cut_off(file: BinaryIO, size: int) -> str | None:
    """Whether the last box reaches beyond the end of the file."""
    at = 0
    for _ in range(_MOST):
        if at == size:
            return None
        file.seek(at)
        head = file.read(16)
        length = int.from_bytes(head[:4], "big")
        if length == 1 and len(head) == 16:
            length = int.from_bytes(head[8:], "big")
        elif length == 0 and len(head) >= 8:  # to the end of the file
            return None
        if len(head) < 8 or at + length > size:
            name = head[4:8].decode("latin-1") if len(head) >= 8 and head[4:8].isalnum() else "last"
            return f"its {name} box is longer than the file"
        if length < 8:
            return None  # no box: what it is, FFmpeg must say
        at += length
    return None
