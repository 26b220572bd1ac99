"""The timecode of a file's first moment, from wherever its container keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from pipeline.media.timecode.broadcast_wave import of_broadcast_wave
from pipeline.media.timecode.material import counting_of
from pipeline.media.timecode.pictures import of_pictures
from pipeline.transcript.frames import FrameClock
from pipeline.transcript.recording import Timecode

_NAMES = {"mxf": "mxf", "mov": "mov tmcd"}
"""By the first of FFmpeg's names of the container."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What FFmpeg tells: `tags` of the file and its streams, the pictures' rate, and when pictures begin."""

    tags: Mapping[str, str]
    rate: Fraction | None
    pictures_at: float = 0.0
    sample_rate: int = 0


def source_timecode(path: Path, format_name: str, labels: Labels) -> Timecode | None:
    """None where there is none, or none that can be counted. Raises OSError when the file cannot be read."""
    kind = format_name.split(",")[0]
    if kind in ("wav", "w64"):
        found = of_broadcast_wave(path, labels.tags.get("time_reference"), labels.sample_rate)
    elif kind in ("mpegts", "mpeg"):
        found = of_pictures(path, labels.rate, labels.pictures_at)
    else:
        found = _labelled(path, kind, labels)
    return found if found is not None and _counts(found) else None


def _labelled(path: Path, kind: str, labels: Labels) -> Timecode | None:
    label = labels.tags.get("timecode")
    if label is None:
        return None
    rate, drop = labels.rate, ";" in label or "." in label
    if kind == "mxf" and (counting := counting_of(path)) is not None:
        base, drop = counting
        if rate is None or round(rate) != base:  # frames are not always those of the pictures
            rate = Fraction(base * 1000, 1001) if drop else Fraction(base)
    if rate is None:
        return None
    start = label.replace(".", ";")
    return Timecode(start, f"{rate.numerator}/{rate.denominator}", drop, _NAMES.get(kind, kind))


def _counts(timecode: Timecode) -> bool:
    try:
        FrameClock.of(timecode)
    except ValueError:
        return False
    return True
