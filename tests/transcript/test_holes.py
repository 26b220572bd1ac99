"""Holes of a recording, wherever they are told."""

from __future__ import annotations

import pytest

from pipeline import from_json, render
from pipeline.article.derive import derive
from pipeline.formats.article import ArticleStyle, Timestamps
from pipeline.transcript.holes import DOUBTFUL, MISSING, holes_of, in_one_line, told
from pipeline.transcript.json_file import to_json
from pipeline.transcript.model import Excluded, Transcript, Utterance

HOLE = Excluded(751.0, 871.0, MISSING, evidence="the times in the file jump ahead")
DAMAGE = Excluded(2.0, 4.0, DOUBTFUL, evidence="ffmpeg: frame CRC mismatch")
END = Excluded(900.0, 900.0, MISSING, evidence="its last Ogg page is incomplete")
CLICK = Excluded(10.0, 10.04, MISSING)
NEWS = derive(
    Transcript(
        "en",
        (
            Utterance(1.0, 5.0, "S1", "The bridge is open."),
            Utterance(872.0, 875.0, "S1", "That was the news."),
        ),
        excluded=(END, DAMAGE, HOLE, CLICK),
    )
)


def test_an_article_tells_of_holes_where_they_are_and_prints_what_is_heard_in_them() -> None:
    assert render(NEWS, "article").split("\n\n") == [
        "[00:00:01] The bridge is open.",
        "[00:00:02] [2 seconds damaged]",
        "[00:12:31] [2 minutes missing]",
        "[00:14:32] That was the news.",
        "[00:15:00] [the recording breaks off here]\n",
    ]


def test_the_lines_can_be_left_out() -> None:
    text = render(NEWS, "article", ArticleStyle(Timestamps.NONE, hide_missing=True))
    assert text == "The bridge is open.\n\nThat was the news.\n"


@pytest.mark.parametrize("name", ["markdown", "html", "docx"])
def test_other_forms_for_people_tell_of_them_too(name: str) -> None:
    written = render(NEWS, name)
    if isinstance(written, bytes):
        from io import BytesIO

        import docx

        written = "\n".join(line.text for line in docx.Document(BytesIO(written)).paragraphs)
    assert "2 minutes missing" in written
    assert "breaks off here" in written


def test_plain_text_does_not_call_left_out_what_is_heard_in_damage() -> None:
    assert "left out" not in str(render(NEWS, "text"))


def test_holes_survive_a_file_and_another_derivation() -> None:
    again = derive(from_json(to_json(NEWS)), reassign=True)
    assert holes_of(again.excluded) == (DAMAGE, CLICK, HOLE, END)


def test_what_is_said_on_one_line() -> None:
    assert in_one_line(NEWS.excluded) == (
        "Incomplete: 2 seconds damaged at 00:00:02 (ffmpeg: frame CRC mismatch), a moment missing at "
        "00:00:10, 2 minutes missing at 00:12:31, and 1 more."
    )
    assert in_one_line([END]) == "Incomplete: the recording breaks off at 00:15:00."
    assert in_one_line([Excluded(0.0, 9.0, "advert")]) is None


def test_seconds_and_minutes_are_said_as_people_do() -> None:
    assert told(Excluded(0.0, 1.0, MISSING)) == "[1 second missing]"
    assert told(Excluded(0.0, 3660.0, DOUBTFUL)) == "[1 hour 1 minute damaged]"
