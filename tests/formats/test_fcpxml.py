"""Final Cut Pro's XML, checked by lxml against the elements of version 1.10 that are used."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from lxml import etree

from pipeline import DocumentError, Transcript, from_json, render
from pipeline.article.places import ranked
from pipeline.formats.markers import MarkerStyle, TimeBase
from pipeline.transcript.model import Role, Speaker, Utterance
from pipeline.transcript.recording import Timecode
from tests.golden import TRANSCRIPT
from tests.support.spoken import transcripts

_GOLDEN = from_json(TRANSCRIPT.read_bytes())
_ELEMENTS = etree.DTD(
    StringIO("""
<!ELEMENT fcpxml (resources?, event*)>
<!ATTLIST fcpxml version CDATA #FIXED "1.10">
<!ELEMENT resources (format)*>
<!ELEMENT format EMPTY>
<!ATTLIST format id ID #REQUIRED frameDuration CDATA #IMPLIED width CDATA #IMPLIED height CDATA #IMPLIED>
<!ELEMENT event (project)*>
<!ATTLIST event name CDATA #IMPLIED>
<!ELEMENT project (sequence)>
<!ATTLIST project name CDATA #IMPLIED>
<!ELEMENT sequence (spine)>
<!ATTLIST sequence format IDREF #REQUIRED duration CDATA #IMPLIED tcStart CDATA #IMPLIED
          tcFormat (DF | NDF) #IMPLIED>
<!ELEMENT spine (gap)*>
<!ELEMENT gap (marker)*>
<!ATTLIST gap name CDATA #IMPLIED offset CDATA #IMPLIED start CDATA #IMPLIED duration CDATA #REQUIRED>
<!ELEMENT marker EMPTY>
<!ATTLIST marker start CDATA #REQUIRED duration CDATA #IMPLIED value CDATA #REQUIRED
          completed CDATA #IMPLIED note CDATA #IMPLIED>
""")
)
"""Content and attributes as Apple's definition of 1.10 allows them, without what is not written."""


def read(transcript: Transcript, *styles: MarkerStyle) -> Any:
    """The document, proved to be of known elements."""
    root = etree.fromstring(render(transcript, "fcpxml", *styles).encode())
    assert _ELEMENTS.validate(root), _ELEMENTS.error_log
    return root


def seconds(text: str) -> Fraction:
    """A time, which has its unit behind it."""
    assert text.endswith("s")
    return Fraction(text[:-1])


def with_timecode(start: str, rate: str, *, drop: bool = False) -> Transcript:
    assert _GOLDEN.recording is not None
    timecode = Timecode(start, rate, drop, "mxf")
    return replace(_GOLDEN, recording=replace(_GOLDEN.recording, timecode=timecode))


def test_quotes_voices_and_places_are_ranges_and_places_are_to_do() -> None:
    markers = read(_GOLDEN).findall(".//marker")
    assert sum(one.get("completed") == "0" for one in markers) == len(ranked(_GOLDEN))
    quotes = [one for one in markers if one.get("value").startswith("Quote: ")]
    for one, part in zip(quotes, (part for part in _GOLDEN.paragraphs if part.quoted), strict=True):
        assert float(seconds(one.get("start"))) == pytest.approx(part.start, abs=0.021)
        assert float(seconds(one.get("duration"))) == pytest.approx(part.duration, abs=0.041)


@given(transcripts())
def test_any_transcript_gives_a_valid_project_whose_markers_lie_in_it_on_whole_frames(
    transcript: Transcript,
) -> None:
    root = read(transcript)
    frame = seconds(root.find(".//format").get("frameDuration"))
    gap = root.find(".//gap")
    first, last = seconds(gap.get("start")), seconds(gap.get("start")) + seconds(gap.get("duration"))
    starts = [seconds(one.get("start")) for one in gap]
    assert starts == sorted(set(starts))
    for one, start in zip(gap, starts, strict=True):
        end = start + seconds(one.get("duration"))
        assert first <= start < end <= last
        assert (start / frame).denominator == (end / frame).denominator == 1


def test_a_programme_s_timecode_is_where_its_project_begins() -> None:
    root = read(with_timecode("10:00:00;00", "30000/1001", drop=True))
    sequence, gap = root.find(".//sequence"), root.find(".//gap")
    assert (sequence.get("tcStart"), sequence.get("tcFormat")) == ("8999991/250s", "DF")
    assert gap.get("offset") == gap.get("start") == sequence.get("tcStart")
    media = read(with_timecode("10:00:00:00", "25/1"), MarkerStyle(TimeBase.MEDIA))
    assert media.find(".//sequence").get("tcStart") == "0s"


def test_a_rate_that_final_cut_pro_does_not_have_is_told() -> None:
    with pytest.raises(DocumentError, match=r"no projects of 12\.5 frames.*--time-base media"):
        render(with_timecode("10:00:00:00", "25/2"), "fcpxml")


def test_nothing_that_is_said_is_markup() -> None:
    said = 'A <marker/> & "]]>" \x00\x1b[2J\ufffe\u202eit'
    transcript = Transcript(
        "en",
        (Utterance(0.0, 1.0, "S1", said),),
        title="</project>",
        speakers=(Speaker("S1", Role.EXPERT, said),),
    )
    (marker,) = read(transcript).findall(".//marker")
    assert marker.get("note") == "A <marker/> & ']]>' [2J it."
    assert read(transcript).find(".//project").get("name") == "</project>"
