"""OpenTimelineIO: the recording as one clip, marked; its adapters write it for every editing program."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from pipeline.formats.format import Writer
from pipeline.formats.markers import (
    Marker,
    MarkerKind,
    MarkerStyle,
    clock_of,
    marker_styles,
    markers_in,
    title_of,
    whole_of,
)
from pipeline.formats.media_name import media_name
from pipeline.formats.plain_json import plain_json
from pipeline.transcript.frames import FrameClock
from pipeline.transcript.model import Transcript

_COLOURS = {MarkerKind.SPEAKER: "BLUE", MarkerKind.QUOTE: "GREEN", MarkerKind.LOOK: "RED"}
_NAMESPACE = "broadcast-pipeline"


def write_otio(transcript: Transcript, style: MarkerStyle) -> str:
    """A timeline of the whole recording, as OpenTimelineIO 0.15 and later read it.

    Ranges are in the clip's own time: they count from the timecode at its start.
    """
    clock = clock_of(transcript, style)
    markers = markers_in(transcript, clock)
    first, last = whole_of(transcript, clock, markers)
    name = title_of(transcript)
    clip = _item("Clip.2", media_name(transcript) or name) | {
        "source_range": _range(first, last, clock),
        "markers": [_marker(one, clock) for one in markers],
        "media_references": {"DEFAULT_MEDIA": _media(transcript, first, last, clock)},
        "active_media_reference_key": "DEFAULT_MEDIA",
    }
    track = _item("Track.1", "") | {"kind": "Audio", "children": [clip]}
    timeline = {
        "OTIO_SCHEMA": "Timeline.1",
        "metadata": {},
        "name": name,
        "global_start_time": _time(first, clock),
        "tracks": _item("Stack.1", "tracks") | {"children": [track]},
    }
    return plain_json(timeline, indent=2) + "\n"


def _item(schema: str, name: str) -> dict[str, Any]:
    return {
        "OTIO_SCHEMA": schema, "metadata": {}, "name": name, "source_range": None, "effects": [],
        "markers": [], "enabled": True,
    }  # fmt: skip


def _marker(one: Marker, clock: FrameClock) -> dict[str, Any]:
    told = {"kind": one.kind.value, "speaker": one.speaker}
    return {
        "OTIO_SCHEMA": "Marker.2",
        "metadata": {_NAMESPACE: {name: value for name, value in told.items() if value is not None}},
        "name": one.name,
        "color": _COLOURS[one.kind],
        "marked_range": _range(one.first, one.last, clock),
        "comment": one.comment,
    }


def _media(transcript: Transcript, first: int, last: int, clock: FrameClock) -> dict[str, Any]:
    """The file by its name: it is looked for beside the timeline."""
    name = media_name(transcript)
    kind = "MissingReference.1" if name is None else "ExternalReference.1"
    media: dict[str, Any] = {
        "OTIO_SCHEMA": kind, "metadata": {}, "name": name or "", "available_range": _range(first, last, clock)
    }  # fmt: skip
    return media if name is None else {**media, "target_url": quote(name)}


def _range(first: int, last: int, clock: FrameClock) -> dict[str, Any]:
    return {
        "OTIO_SCHEMA": "TimeRange.1",
        "start_time": _time(first, clock),
        "duration": _time(last - first, clock),
    }


def _time(frames: int, clock: FrameClock) -> dict[str, Any]:
    return {"OTIO_SCHEMA": "RationalTime.1", "rate": float(clock.rate), "value": float(frames)}


WRITER = Writer(MarkerStyle, write_otio, marker_styles)
