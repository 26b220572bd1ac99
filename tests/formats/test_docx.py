"""The article for Word, read back by python-docx."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import ArticleStyle, Timestamps, Transcript, correct, relabel, render
from pipeline.article.places import ranked
from pipeline.corrections.docx_text import docx_text
from pipeline.corrections.from_text import from_text
from pipeline.formats.article import introductions
from pipeline.text.visible import one_line
from pipeline.transcript.model import Paragraph, Role, Speaker
from tests.support.drawing import dialogue

_GOLDEN = Transcript.load(Path(__file__).parents[1] / "golden" / "harbour-bridge.json")


def opened(transcript: Transcript, *styles: ArticleStyle) -> docx.document.Document:
    return docx.Document(io.BytesIO(render(transcript, "docx", *styles)))


def edits_of(transcript: Transcript, path: Path) -> list[tuple[str, str | None, str | None]]:
    """What somebody who corrected the document changed."""
    names = [name for speaker in transcript.speakers for name in introductions(speaker)]
    found = from_text(correct(transcript), docx_text(path), names)
    assert found.unplaced == ()
    return [(str(edit.kind), edit.before, edit.after) for edit in found.corrections.transcript.edits]


def test_title_date_statements_and_source_have_styles_of_their_own() -> None:
    document = opened(_GOLDEN)
    styles = [line.style.name for line in document.paragraphs if line.style]
    assert styles[:3] == ["Title", "Subtitle", "Article"]
    assert styles[-1] == "Source"
    quoted = [line.text for line in document.paragraphs if line.style and line.style.name == "Quote"]
    assert len(quoted) == sum(part.quoted for part in _GOLDEN.paragraphs)
    names = [run.text for line in document.paragraphs for run in line.runs if run.style.name == "Speaker"]
    assert names[:2] == ["Clara Hughes (anchor): ", "Thomas Baker (correspondent): "]
    assert document.core_properties.title == _GOLDEN.title


def test_times_stand_before_a_tab_or_nowhere() -> None:
    timed = [line.text for line in opened(_GOLDEN).paragraphs]
    assert timed[2].startswith("[00:00:00]\tClara Hughes (anchor): Good evening")
    plain = "\n".join(line.text for line in opened(_GOLDEN, ArticleStyle(Timestamps.NONE)).paragraphs)
    assert "[" not in plain
    assert "\t" not in plain
    turns = [line.text for line in opened(_GOLDEN, ArticleStyle(Timestamps.TURN)).paragraphs]
    assert turns[3].startswith("\tThe old bridge")


def test_every_place_worth_a_look_has_a_comment_at_its_paragraph() -> None:
    comments = [comment.text for comment in opened(_GOLDEN).comments]
    assert len(comments) == len(ranked(_GOLDEN)) > 0
    assert comments[0] == "Listen at 00:00:45: a name it is unsure of"


def test_the_same_transcript_gives_the_same_bytes_whenever_it_is_written() -> None:
    data = render(_GOLDEN, "docx")
    with ZipFile(io.BytesIO(data)) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
        assert b"w:date" not in parts.read("word/comments.xml")
        made = docx.Document(io.BytesIO(data)).core_properties.created
    assert made is not None
    assert _GOLDEN.provenance is not None
    assert made.isoformat()[:19] == _GOLDEN.provenance.created[:19]
    assert render(_GOLDEN, "docx") == data


@pytest.mark.parametrize("times", Timestamps)
def test_a_document_that_nobody_edited_corrects_nothing(tmp_path: Path, times: Timestamps) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(render(_GOLDEN, "docx", ArticleStyle(times)))
    assert edits_of(_GOLDEN, path) == []


def test_a_word_changed_in_the_document_is_one_correction(tmp_path: Path) -> None:
    document = opened(_GOLDEN)
    (run,) = (run for line in document.paragraphs for run in line.runs if "final bill" in run.text)
    run.text = run.text.replace("final bill", "last bill")
    document.save(str(tmp_path / "a.docx"))
    assert edits_of(_GOLDEN, tmp_path / "a.docx") == [("words", "final", "last")]


def test_what_was_left_out_and_who_is_unsure_correct_nothing_either(tmp_path: Path) -> None:
    said = dialogue(
        ("S1", "Good evening. The harbour is shut for a third day, and nobody knows for how long."),
        ("S1", "[Music] [Music] [Music]"),
        ("S2", "We want an answer."),
    )
    unsure = (Speaker("S1", Role.ANCHOR), Speaker("S2", Role.EXPERT, "Jane Doe", unsure=True))
    transcript = relabel(Transcript("en", said, speakers=unsure))
    path = tmp_path / "a.docx"
    path.write_bytes(render(transcript, "docx"))
    assert "was left out]" in docx_text(path)
    assert edits_of(transcript, path) == []


def test_text_from_right_to_left_runs_so() -> None:
    part = Paragraph(0.0, 1.0, None, "\u0645\u0633\u0627\u0621 \u0627\u0644\u062e\u064a\u0631.")
    document = opened(Transcript("ar", (), paragraphs=(part,)), ArticleStyle(Timestamps.NONE))
    (line,) = document.paragraphs
    assert line.runs[0].font.rtl
    assert "w:bidi" in line.paragraph_format.element.xml
    assert "w:bidi/" not in opened(_GOLDEN).paragraphs[2].paragraph_format.element.xml


@given(st.text(min_size=1, max_size=30))
def test_any_text_makes_a_document_that_can_be_opened(said: str) -> None:
    part = Paragraph(0.0, 1.0, "S1", said)
    speaker = Speaker("S1", Role.EXPERT, said)
    transcript = Transcript("en", (), title=said, speakers=(speaker,), paragraphs=(part,))
    lines = [line.text for line in opened(transcript, ArticleStyle(Timestamps.NONE)).paragraphs]
    assert lines[-1].endswith(one_line(said))


def test_an_empty_transcript_is_an_empty_document() -> None:
    assert opened(Transcript("en", ())).paragraphs == []


def test_quotes_stand_in_marks() -> None:
    quote = next(part for part in _GOLDEN.paragraphs if part.quoted)
    lines = [line.text for line in opened(replace(_GOLDEN, paragraphs=(quote,))).paragraphs]
    assert f'"{quote.text}"' in lines[2]
