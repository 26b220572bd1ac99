"""CMX 3600: an event for each voice's turn, with locators for quotes and places worth a look."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipeline.formats.format import Writer
from pipeline.formats.markers import (
    Marker,
    MarkerKind,
    MarkerStyle,
    clock_of,
    looks_in,
    marker_styles,
    quotes_in,
    speakers_in,
    title_of,
)
from pipeline.formats.media_name import media_name
from pipeline.transcript.frames import FrameClock
from pipeline.transcript.model import Transcript

_COLOURS = {MarkerKind.QUOTE: "GREEN", MarkerKind.LOOK: "RED"}
_REEL = "AX"
"""A source without a reel's number."""


def write_edl(transcript: Transcript, style: MarkerStyle) -> str:
    """The list; source and record times are the same, so that it lies over the recording as it is.

    Events never overlap: where two voices speak at once, the second begins behind the first.
    """
    clock = clock_of(transcript, style)
    events = list(_exclusive(speakers_in(transcript, clock)))
    marks = sorted((*quotes_in(transcript, clock), *looks_in(transcript, clock)), key=lambda one: one.first)
    lines = [f"TITLE: {title_of(transcript)}", f"FCM: {'' if clock.drop else 'NON-'}DROP FRAME"]
    own = _shared_out(marks, events)
    for number, event in enumerate(events):
        lines.extend(_event(number + 1, event, own[number], clock, media_name(transcript)))
    return "\n".join(lines) + "\n"


def _shared_out(marks: Sequence[Marker], events: Sequence[Marker]) -> Mapping[int, list[Marker]]:
    """By the place of the event in which each begins, or behind which before the next one does."""
    starts = [event.first for event in events]
    own: dict[int, list[Marker]] = defaultdict(list)
    for mark in marks:
        own[max(0, bisect_right(starts, mark.first) - 1)].append(mark)
    return own


def _event(
    number: int, event: Marker, marks: Sequence[Marker], clock: FrameClock, media: str | None
) -> Iterator[str]:
    first, last = clock.text(event.first), clock.text(event.last)
    yield ""
    yield f"{number:03d}  {_REEL:<8} AA/V  C        {first} {last} {first} {last}"
    if media:
        yield f"* FROM CLIP NAME: {media}"
    yield f"* COMMENT: {event.name}"
    for mark in marks:
        length = (mark.last - mark.first) / clock.rate
        told = f"{mark.name} ({float(length):.1f} s): {mark.comment}"
        yield f"* LOC: {clock.text(mark.first)} {_COLOURS[mark.kind]:<7} {told}"


def _exclusive(turns: Iterator[Marker]) -> Iterator[Marker]:
    reached = 0
    for turn in turns:
        first = max(turn.first, reached)
        if first < turn.last:
            reached = turn.last
            yield Marker(turn.kind, first, turn.last, turn.name, turn.comment, turn.speaker)


WRITER = Writer(MarkerStyle, write_edl, marker_styles)
