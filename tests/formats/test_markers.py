"""Markers for the edit: edl and otio, read back by OpenTimelineIO."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import opentimelineio as otio
import pytest
from hypothesis import given

from pipeline import DocumentError, Transcript, render
from pipeline.article.places import ranked
from pipeline.formats.markers import MarkerStyle, TimeBase
from pipeline.transcript.recording import Recording, Timecode
from tests.support.spoken import transcripts

_GOLDEN = Transcript.load(Path(__file__).parents[1] / "golden" / "harbour-bridge.json")
_NTSC = 30000 / 1001


def at(start: str, rate: str = "25/1", *, drop: bool = False) -> Transcript:
    """The golden transcript of a recording that begins at this timecode."""
    assert _GOLDEN.recording is not None
    timecode = Timecode(start, rate, drop, "mxf")
    return replace(_GOLDEN, recording=replace(_GOLDEN.recording, timecode=timecode))


def timeline(transcript: Transcript, *styles: MarkerStyle) -> Any:
    return otio.adapters.read_from_string(render(transcript, "otio", *styles), "otio_json")


def events(transcript: Transcript, rate: float = 25.0) -> list[Any]:
    """The clips of one track of an EDL."""
    read = otio.adapters.read_from_string(render(transcript, "edl"), "cmx_3600", rate=rate)
    return [] if not read.tracks else list(read.tracks[0].find_clips())


def test_a_timeline_is_the_recording_with_a_range_for_each_voice_quote_and_place() -> None:
    (clip,) = timeline(_GOLDEN).find_clips()
    kinds = [marker.metadata["broadcast-pipeline"]["kind"] for marker in clip.markers]
    assert kinds.count("quote") == sum(part.quoted for part in _GOLDEN.paragraphs)
    assert kinds.count("look") == len(ranked(_GOLDEN))
    assert clip.media_reference.target_url == "segment.opus"
    quote = next(part for part in _GOLDEN.paragraphs if part.quoted)
    (marked,) = (m for m in clip.markers if m.comment.startswith(quote.text[:40]) and m.color == "GREEN")
    span = marked.marked_range
    assert span.start_time.to_seconds() == pytest.approx(quote.start, abs=0.021)
    assert span.end_time_exclusive().to_seconds() == pytest.approx(quote.end, abs=0.021)


def test_times_are_the_programme_s_own_where_it_has_a_timecode_and_that_is_wanted() -> None:
    programme = at("10:00:00:00")
    assert timeline(programme).global_start_time.to_timecode() == "10:00:00:00"
    (clip,) = timeline(programme).find_clips()
    assert clip.markers[0].marked_range.start_time.to_timecode() == "10:00:00:17"
    media = timeline(programme, MarkerStyle(TimeBase.MEDIA))
    assert media.global_start_time.to_timecode() == "00:00:00:00"
    assert render(programme, "edl", MarkerStyle(TimeBase.MEDIA)) == render(_GOLDEN, "edl")


def test_drop_frame_is_said_and_kept() -> None:
    programme = at("09:59:30;00", "30000/1001", drop=True)
    assert "FCM: DROP FRAME" in render(programme, "edl")
    first = events(programme, _NTSC)[0].source_range.start_time
    assert otio.opentime.to_timecode(first, _NTSC, True) == "09:59:30;20"
    assert timeline(programme).global_start_time.to_seconds() == pytest.approx(35_970, abs=0.1)


def test_an_edl_has_an_event_for_each_turn_with_locators_for_quotes_and_places() -> None:
    read = events(_GOLDEN)
    assert [event.source_range.start_time.to_seconds() for event in read] == pytest.approx(
        [said.start for said in _GOLDEN.utterances], abs=0.021
    )
    colours = [marker.color for event in read for marker in event.markers]
    assert colours.count("GREEN") == sum(part.quoted for part in _GOLDEN.paragraphs)
    assert colours.count("RED") == len(ranked(_GOLDEN))


@given(transcripts())
def test_any_transcript_gives_a_timeline_and_events_that_never_overlap(transcript: Transcript) -> None:
    (clip,) = timeline(transcript).find_clips()
    whole = clip.source_range
    for marker in clip.markers:
        assert marker.marked_range.duration.value >= 1
        assert whole.contains(marker.marked_range.start_time)
    spans = [event.source_range for event in events(transcript)]
    for one, other in pairwise(spans):
        assert one.end_time_exclusive() <= other.start_time
    labels = {marker.metadata["broadcast-pipeline"].get("speaker") for marker in clip.markers}
    assert labels - {None} == {said.speaker for said in transcript.utterances} - {None}


@pytest.mark.parametrize(
    "timecode",
    [
        Timecode("10:00", "25/1", False, "mxf"),
        Timecode("10:00:00:25", "25/1", False, "mxf"),
        Timecode("10:01:00;00", "30000/1001", True, "mxf"),
        Timecode("10:00:00:00", "0/0", False, "mxf"),
        Timecode("10:00:00:00", "25/1", True, "mxf"),
    ],
)
def test_a_timecode_that_is_none_is_told_and_media_time_does_without(timecode: Timecode) -> None:
    transcript = replace(_GOLDEN, recording=Recording("a.mp4", "0" * 64, 1.0, timecode))
    with pytest.raises(DocumentError, match="time-base media"):
        render(transcript, "otio")
    assert render(transcript, "otio", MarkerStyle(TimeBase.MEDIA))
