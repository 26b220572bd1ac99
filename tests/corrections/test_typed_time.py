"""Times that people type mean what they read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.corrections.places import CorrectionError, paragraph_at
from pipeline.corrections.typed_time import typed_time
from pipeline.formats.stamps import stamps
from pipeline.transcript.model import Transcript
from pipeline.transcript.recording import Recording, Timecode
from tests.support.corrected import FERRY

_CLOCKS = (
    Timecode("10:00:00:00", "25/1", False, "mxf"),
    Timecode("09:59:58:12", "25/1", False, "mxf"),
    Timecode("01:00:00;02", "30000/1001", True, "mov"),
    Timecode("20:59:50:00", "24000/1001", False, "mov"),
)


def recorded(timecode: Timecode, shift: float = 0.0) -> Transcript:
    """The ferry's programme, later by `shift` seconds."""
    parts = tuple(replace(part, start=part.start + shift, end=part.end + shift) for part in FERRY.paragraphs)
    return replace(FERRY, recording=Recording("a.mxf", "", 60.0, timecode), paragraphs=parts)


@given(st.sampled_from(_CLOCKS), st.floats(0, 20))
def test_every_paragraph_is_found_by_the_timecode_that_an_article_prints_for_it(
    timecode: Timecode, shift: float
) -> None:
    transcript = recorded(timecode, shift)
    stamp = stamps(transcript, timecode=True)
    labels = [stamp(part.start) for part in transcript.paragraphs]
    for number, label in enumerate(labels):
        if labels.count(label) == 1:
            assert paragraph_at(transcript, label) == number


def test_a_timecode_with_frames_is_that_moment() -> None:
    transcript = recorded(_CLOCKS[0])
    assert typed_time(transcript, "10:00:13:05").seconds == pytest.approx(13.2)
    assert paragraph_at(transcript, "10:00:14:00") == paragraph_at(transcript, 14.0)


def test_times_inside_the_recording_are_media_times_whatever_its_timecode() -> None:
    transcript = recorded(Timecode("00:00:10:00", "25/1", False, "mxf"))
    assert typed_time(transcript, "0:13").seconds == 13.0
    assert typed_time(transcript, "00:00:13").seconds == 13.0


@pytest.mark.parametrize("time", ["11:00:00", "09:59:59", "10:00:13:30"])
def test_a_timecode_that_the_recording_has_not_is_no_place(time: str) -> None:
    with pytest.raises(CorrectionError):
        paragraph_at(recorded(_CLOCKS[0]), time)
