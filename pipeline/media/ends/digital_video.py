"""DV: frames of one size."""

from __future__ import annotations

from typing import BinaryIO

_SIZES = (120_000, 144_000)
"""Bytes of a frame at 30 and at 25 a second; of the faster kinds, a multiple."""


def frame_cut_off(_file: BinaryIO, size: int) -> str | None:
    """Whether the last frame is incomplete."""
    return None if any(size % one == 0 for one in _SIZES) else "its last frame is incomplete"
