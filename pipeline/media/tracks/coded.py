"""Data that travel in the place of sound: played, they are noise at full level (SMPTE ST 337, ST 340)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_MARKS = {16: (0xF872, 0x4E1F), 20: (0x6F872, 0x54E1F), 24: (0x96F872, 0xA54E1F)}
"""The two words with which a burst begins, by how many bits of a word are used."""
_DOLBY_E = 28
_OFTEN = 8
"""Bursts a second, at least: one a picture. By chance noise of 16 bits has 0.7 such words a second."""


def coded(raw: NDArray[np.int32], place: int, rate: int) -> str | None:
    """What the channel `place` of `raw` samples, int32 (n, channels) at `rate`, holds instead of sound."""
    for bits, (first, second) in _MARKS.items():
        words = (raw.view(np.uint32) >> (32 - bits)).astype(np.uint32)
        pair = words[:, place]
        begins = max((np.flatnonzero(pair == mark) for mark in (first, second)), key=len)
        if len(begins) >= _OFTEN * len(raw) / rate and len(begins) > 1:
            return "Dolby E" if _is_dolby_e(words, begins, bits) else "coded data"
    return None


def _is_dolby_e(words: NDArray[np.uint32], begins: NDArray[np.intp], bits: int) -> bool:
    """The third word says what follows, in its lowest five bits of sixteen."""
    after = begins[begins + 1 < len(words)] + 1
    kinds = words[after] >> (bits - 16) & 31
    return bool((kinds == _DOLBY_E).any(axis=1).mean() > 0.5) if len(after) else False
