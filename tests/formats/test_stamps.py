"""Articles by the programme's own timecode."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline import ArticleStyle, render
from pipeline.errors import DocumentError
from pipeline.transcript.recording import Recording, Timecode
from tests.support.corrected import FERRY

_STYLE = ArticleStyle(timecode=True)


def recorded(timecode: Timecode | None) -> Recording:
    return Recording("a.mxf", "", 60.0, timecode)


@pytest.mark.parametrize("form", ["article", "text", "markdown"])
def test_times_are_labels_to_the_second_where_the_recording_has_a_timecode(form: str) -> None:
    tape = replace(FERRY, recording=recorded(Timecode("10:00:00:00", "25/1", False, "mxf")))
    shown = str(render(tape, form, _STYLE))
    assert "10:00:15" in shown
    assert "00:00:15" not in shown
    assert "00:00:15" in str(render(tape, form))


def test_without_a_timecode_they_are_as_ever() -> None:
    assert render(FERRY, "article", _STYLE) == render(FERRY, "article")
    bare = replace(FERRY, recording=recorded(None))
    assert render(bare, "docx", _STYLE) == render(bare, "docx")


def test_a_timecode_that_is_none_is_refused() -> None:
    odd = replace(FERRY, recording=recorded(Timecode("10:00:00:99", "25/1", False, "mxf")))
    with pytest.raises(DocumentError, match="cannot be counted"):
        render(odd, "article", _STYLE)
