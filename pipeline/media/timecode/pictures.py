"""Transport and program streams: the time code that MPEG-2 pictures carry (ISO 13818-2, 6.3.8)."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from pipeline.transcript.frames import FrameClock
from pipeline.transcript.recording import Timecode

_GROUP = b"\0\0\1\xb8"
_START = 4 << 20
"""Bytes at the beginning within which the first group of pictures begins."""
_PACKET = 188


def of_pictures(path: Path, rate: Fraction | None, pictures_at: float) -> Timecode | None:
    """At the file's start; `pictures_at` is when its pictures begin. A clock that begins at 0 is none."""
    with path.open("rb") as file:
        content = file.read(_START)
    at = content.find(_GROUP)
    if at < 0 or rate is None or at + 8 > len(content) or _is_parted(content, at):
        return None
    code = int.from_bytes(content[at + 4 : at + 8], "big") >> 7
    drop, hours, minutes = bool(code >> 24 & 1), code >> 19 & 31, code >> 13 & 63
    seconds, frames = code >> 6 & 63, code & 63
    mark = ";" if drop else ":"
    label = f"{hours:02d}:{minutes:02d}:{seconds:02d}{mark}{frames:02d}"
    if not (hours or minutes or seconds or frames):
        return None
    try:
        clock = FrameClock(rate, drop)
        first = clock.number(label) - round(Fraction(pictures_at).limit_denominator(1_000_000) * rate)
        return Timecode(clock.text(max(0, first)), f"{rate.numerator}/{rate.denominator}", drop, "mpeg-2")
    except ValueError:
        return None


def _is_parted(content: bytes, at: int) -> bool:
    """Whether the next packet of a transport stream begins inside the eight bytes."""
    first = content.find(b"\x47")
    return content[:1] == b"\x47" and (at - first) % _PACKET > _PACKET - 8
