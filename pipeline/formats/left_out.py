"""What an article says of stretches that are not printed: nothing vanishes from it without a line."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.transcript.model import Excluded, Transcript

_TOLD = {"advert": "An advert of {seconds} s was left out", "music": "Music of {seconds} s was left out",
         "sound": "A sound of {seconds} s was left out"}  # fmt: skip
"""Of other stretches those who left them out know."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """`told` stands in the article for what was left out from `start` on, in seconds."""

    start: float
    told: str


def left_out(transcript: Transcript) -> list[LeftOut]:
    """In order of time; a stretch of less than half a second is no line's worth."""
    found = (one for one in transcript.excluded if one.kind in _TOLD and round(one.duration) > 0)
    return [LeftOut(one.start, _line(one)) for one in sorted(found, key=lambda one: one.start)]


def _line(stretch: Excluded) -> str:
    return f"[{_TOLD[stretch.kind].format(seconds=round(stretch.duration))}]"
