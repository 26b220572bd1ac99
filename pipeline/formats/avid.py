"""The text file of markers that Avid Media Composer imports and exports.

A line each, without a heading, fields parted by tabs: name, timecode, track, colour, comment, frames. So
Media Composer has written it since it knows markers with a length; later versions put two fields behind.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.formats.format import Writer
from pipeline.formats.markers import (
    Marker,
    MarkerKind,
    MarkerStyle,
    clock_of,
    marker_styles,
    markers_by_frame,
)
from pipeline.transcript.frames import FrameClock
from pipeline.transcript.model import Transcript

_COLOURS = {MarkerKind.LOOK: "red", MarkerKind.QUOTE: "green", MarkerKind.SPEAKER: "blue"}
"""Names that every version knows."""
_TRACK = "A1"
"""Every recording here has sound, and not every one has pictures."""


def write_avid(transcript: Transcript, style: MarkerStyle) -> str:
    """The lines, each with a newline; nothing of an empty transcript."""
    clock = clock_of(transcript, style)
    return "".join(_line(one, clock) for one in markers_by_frame(transcript, clock))


def _line(one: Marker, clock: FrameClock) -> str:
    fields = (
        one.name, clock.text(one.first), _TRACK, _COLOURS[one.kind], one.comment, str(one.last - one.first)
    )  # fmt: skip
    return "\t".join(fields) + "\n"


def _remark(transcript: Transcript, style: MarkerStyle) -> Iterator[str]:
    """The file cannot say how its timecode counts."""
    clock = clock_of(transcript, style)
    counted = f"{float(clock.rate):.5g} frames a second{' (drop frame)' if clock.drop else ''}"
    yield f"times count {counted} from {clock.at(0.0)}; import them into a clip or sequence that counts so."


WRITER = Writer(MarkerStyle, write_avid, marker_styles, _remark)
