"""Final Cut Pro's XML, version 1.10: a project of the recording's length, marked.

The markers lie on a gap and not on a clip: a clip wants to know of pictures and sound what a transcript does
not. They are copied from it, or the recording is put over it.
"""

from __future__ import annotations

from fractions import Fraction
from xml.etree import ElementTree as ET

from pipeline.errors import DocumentError
from pipeline.formats.format import Writer
from pipeline.formats.markers import (
    Marker,
    MarkerKind,
    MarkerStyle,
    clock_of,
    marker_styles,
    markers_by_frame,
    title_of,
    whole_of,
)
from pipeline.transcript.frames import FrameClock
from pipeline.transcript.model import Transcript

_VERSION = "1.10"
_RATES = frozenset(
    {Fraction(rate) for rate in (24, 25, 30, 50, 60)} | {Fraction(rate * 1000, 1001) for rate in (24, 30, 60)}
)
"""Frames a second that a project may have."""
_SIZE = {"width": "1920", "height": "1080"}
"""A project has a size of picture, also where nothing is to be seen in it."""


def write_fcpxml(transcript: Transcript, style: MarkerStyle) -> str:
    """The document. Places to listen to are to-do markers.

    Raises DocumentError for a timecode of a rate that Final Cut Pro does not have.
    """
    clock = clock_of(transcript, style)
    if clock.rate not in _RATES:
        raise DocumentError(
            f"Final Cut Pro has no projects of {float(clock.rate):g} frames a second.",
            hint="--time-base media does without the recording's timecode.",
        )
    markers = list(markers_by_frame(transcript, clock))
    root = ET.Element("fcpxml", version=_VERSION)
    resources = ET.SubElement(root, "resources")
    ET.SubElement(resources, "format", {"id": "r1", "frameDuration": _time(1, clock), **_SIZE})
    event = ET.SubElement(root, "event", name="Transcripts")
    project = ET.SubElement(event, "project", name=title_of(transcript))
    project.append(_sequence(transcript, markers, clock))
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n{body}\n'


def _sequence(transcript: Transcript, markers: list[Marker], clock: FrameClock) -> ET.Element:
    """What lies in it counts from its first timecode, as everywhere in Final Cut Pro."""
    first, last = whole_of(transcript, clock, markers)
    start, duration = _time(first, clock), _time(last - first, clock)
    counted = "DF" if clock.drop else "NDF"
    sequence = ET.Element("sequence", format="r1", duration=duration, tcStart=start, tcFormat=counted)
    spine = ET.SubElement(sequence, "spine")
    gap = ET.SubElement(spine, "gap", name="Gap", offset=start, start=start, duration=duration)
    gap.extend(_marker(one, clock) for one in markers)
    return sequence


def _marker(one: Marker, clock: FrameClock) -> ET.Element:
    span = {"start": _time(one.first, clock), "duration": _time(one.last - one.first, clock)}
    to_do = {"completed": "0"} if one.kind is MarkerKind.LOOK else {}
    return ET.Element("marker", {**span, "value": one.name, **to_do, "note": one.comment})


def _time(frames: int, clock: FrameClock) -> str:
    """Seconds as a fraction, in whole frames."""
    return f"{frames / clock.rate}s"


WRITER = Writer(MarkerStyle, write_fcpxml, marker_styles)
