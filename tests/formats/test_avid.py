"""Markers for Avid Media Composer, read back by the standard library's reader of tables."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import opentimelineio as otio
import pytest
from hypothesis import given

from pipeline import Transcript, from_json, render
from pipeline.article.places import ranked
from pipeline.formats import FORMATS
from pipeline.formats.markers import MarkerStyle, TimeBase
from pipeline.transcript.model import Doubt, Paragraph, Speaker
from pipeline.transcript.recording import Timecode
from tests.golden import TRANSCRIPT
from tests.support.drawing import dialogue
from tests.support.spoken import transcripts

_GOLDEN = from_json(TRANSCRIPT.read_bytes())
_COLOURS = {"red", "green", "blue"}


def lines(transcript: Transcript, *styles: MarkerStyle) -> list[list[str]]:
    """Fields as Media Composer parts them: nothing is quoted."""
    text = render(transcript, "avid", *styles)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_a_line_has_name_timecode_track_colour_comment_and_frames() -> None:
    found = lines(_GOLDEN)
    assert found[0][:4] == ["Clara Hughes (anchor)", "00:00:00:17", "A1", "blue"]
    assert found[0][4].startswith("Good evening, this is Clara Hughes")
    quotes = [part for part in _GOLDEN.paragraphs if part.quoted]
    green = [line for line in found if line[3] == "green"]
    assert [line[0] for line in green] == ["Quote: Peter Lane (expert)", "Quote: Expert S4"]
    for line, part in zip(green, quotes, strict=True):
        start = otio.opentime.from_timecode(line[1], 25).to_seconds()
        assert (start, int(line[5]) / 25) == pytest.approx((part.start, part.duration), abs=0.041)
    assert sum(line[3] == "red" for line in found) == len(ranked(_GOLDEN))


@given(transcripts())
def test_any_transcript_gives_whole_lines_one_a_frame_in_order(transcript: Transcript) -> None:
    found = lines(transcript)
    assert all(len(line) == 6 and line[3] in _COLOURS and int(line[5]) >= 1 for line in found)
    frames = [otio.opentime.from_timecode(line[1], 25).value for line in found]
    assert frames == sorted(set(frames))


def test_what_begins_together_shares_a_marker_of_the_most_pressing_kind() -> None:
    said = dialogue(("S1", "It costs 65 million."))
    part = Paragraph(said[0].start, said[0].end, "S1", "It costs 65 million.", quoted=True)
    doubted = replace(part, doubts=(Doubt("number", 1, said[0].start, "a number it is unsure of"),))
    (line,) = lines(Transcript("en", said, paragraphs=(doubted,), speakers=(Speaker("S1", name="Jo\tLee"),)))
    assert line[0] == "Quote: Jo Lee / Listen: number"
    assert (line[3], line[4]) == ("red", "It costs 65 million. / a number it is unsure of")


def test_times_are_the_programme_s_own_or_the_media_s_and_it_is_said_how_they_count() -> None:
    assert _GOLDEN.recording is not None
    timecode = Timecode("10:00:00;00", "30000/1001", drop=True, source="mxf")
    programme = replace(_GOLDEN, recording=replace(_GOLDEN.recording, timecode=timecode))
    assert lines(programme)[0][1] == "10:00:00;20"
    assert lines(programme, MarkerStyle(TimeBase.MEDIA)) == lines(_GOLDEN)
    (told,) = FORMATS["avid"].writer.remarks(programme)
    assert told.startswith("times count 29.97 frames a second (drop frame) from 10:00:00;00;")
    (told,) = FORMATS["avid"].writer.remarks(_GOLDEN)
    assert told.startswith("times count 25 frames a second from 00:00:00:00;")
