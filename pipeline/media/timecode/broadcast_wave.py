"""Broadcast WAV: samples since midnight (EBU Tech 3285), and in iXML how many frames are counted."""

from __future__ import annotations

import re
import struct
from fractions import Fraction
from pathlib import Path

from pipeline.media.chunks import chunk
from pipeline.transcript.frames import FrameClock
from pipeline.transcript.recording import Timecode

_RATE = re.compile(rb"<TIMECODE_RATE>\s*(\d{1,6})\s*(?:/\s*(\d{1,6}))?\s*</TIMECODE_RATE>")
_DROP = re.compile(rb"<TIMECODE_FLAG>\s*DF\s*</TIMECODE_FLAG>")
_MILLISECONDS = Fraction(1000)
"""Counted where nobody says how many frames there are: exact, and not to be taken for frames."""


def of_broadcast_wave(path: Path, reference: str | None, sample_rate: int) -> Timecode | None:
    """`reference` is FFmpeg's word of the samples. None where the file has none."""
    samples = _samples(path) if reference is None or not reference.isdigit() else int(reference)
    if samples is None or sample_rate <= 0:
        return None
    rate, drop = _counting(chunk(path, b"iXML") or b"")
    try:
        clock = FrameClock(rate, drop)
    except ValueError:
        clock, drop = FrameClock(_MILLISECONDS), False
    return Timecode(
        clock.at(samples / sample_rate), f"{clock.rate.numerator}/{clock.rate.denominator}", drop, "bwf"
    )


def _samples(path: Path) -> int | None:
    """From the bext chunk itself, which FFmpeg passes by in RF64."""
    content = chunk(path, b"bext")
    if content is None or len(content) < 346:
        return None
    low, high = struct.unpack_from("<II", content, 338)
    return int(high << 32 | low)


def _counting(described: bytes) -> tuple[Fraction, bool]:
    found = _RATE.search(described)
    if found is None or int(found[2] or 1) == 0 or int(found[1]) == 0:
        return _MILLISECONDS, False
    return Fraction(int(found[1]), int(found[2] or 1)), bool(_DROP.search(described))
