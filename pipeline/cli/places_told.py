"""The places to listen to first, in one line without their words: logs are kept."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.article.places import ranked
from pipeline.transcript.model import Transcript
from pipeline.transcript.timecode import clock

_TOLD = 5
"""Places that are told at the end of a run; the file has them all."""


def told_places(transcript: Transcript) -> Iterator[str]:
    """None where nothing stands out."""
    places = ranked(transcript)
    if places:
        worst = "; ".join(f"{clock(place.time)} {place.text}" for place in places[:_TOLD])
        more = f" (and {len(places) - _TOLD} more)" if len(places) > _TOLD else ""
        yield f"listen here first: {worst}{more}."
