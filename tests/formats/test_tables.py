"""Tables: csv and jsonl."""

from __future__ import annotations

import csv
import io
import json
import sys

import pytest
from hypothesis import given

from pipeline import MissingToolError, Transcript, relabel, render
from pipeline.formats.table import TableStyle
from pipeline.transcript.model import Role, Speaker, Utterance
from pipeline.transcript.rows import Rows
from tests.support.drawing import dialogue
from tests.support.spoken import transcripts

_NEWS = Transcript(
    "en",
    dialogue(("S1", "Good evening."), ("S2", "We want an answer, \u0627\u0644\u0622\u0646.")),
    speakers=(Speaker("S1", Role.ANCHOR, "Clara Hughes"), Speaker("S2", Role.EXPERT)),
)


def read(transcript: Transcript, rows: Rows) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(str(render(transcript, "csv", TableStyle(rows))))))


def test_a_table_has_a_line_for_each_word_utterance_paragraph_or_quote() -> None:
    assert [row["text"] for row in read(_NEWS, Rows.WORDS)] == _NEWS.text.split()
    assert [row["text"] for row in read(_NEWS, Rows.UTTERANCES)] == [one.text for one in _NEWS.utterances]
    assert [row["quoted"] for row in read(_NEWS, Rows.PARAGRAPHS)] == ["false", "true"]
    (quote,) = read(_NEWS, Rows.QUOTES)
    assert (quote["speaker"], quote["role"], quote["start"]) == ("S2", "expert", "1")


@given(transcripts())
def test_words_times_and_voices_are_the_same_in_both_tables(transcript: Transcript) -> None:
    lines = render(transcript, "jsonl", TableStyle(Rows.WORDS)).splitlines()
    rows = [json.loads(line) for line in lines]
    assert [row["text"] for row in rows] == [
        text for one in transcript.utterances for text in one.text.split()
    ]
    cells = read(transcript, Rows.WORDS)
    for row, cell in zip(rows, cells, strict=True):
        assert float(cell["start"]) == row["start"]
        assert float(cell["end"]) == row["end"]
        assert cell["text"].removeprefix("'") == row["text"].removeprefix("'")
        assert (cell["speaker"] or None, cell["role"]) == (row["speaker"], row["role"])
    for said in transcript.utterances:
        for word in said.words:
            assert (word.start, word.end, word.probability) in {
                (row["start"], row["end"], row["probability"]) for row in rows
            }


@pytest.mark.parametrize(
    ("said", "cell"),
    [
        ('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("@SUM(1)", "'@SUM(1)"),
        ("-2+3", "'-2+3"),
        ("\t=1", "'=1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("-5", "-5"),
        ("-2.6%", "-2.6%"),
        ("+49", "+49"),
        ("two\nlines, \x1b[2Jand\u202e more", "two lines, [2Jand more"),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
    ],
)
def test_no_cell_is_a_formula_or_commands_a_terminal_and_figures_stay_figures(said: str, cell: str) -> None:
    (row,) = read(Transcript("en", (Utterance(0.0, 1.0, None, said),)), Rows.UTTERANCES)
    assert row["text"] == cell


def test_a_line_of_json_is_one_line_for_every_reader_and_loses_nothing() -> None:
    said = "one\u2028two\x85three\u202e \x7f\U000e0001"
    line = render(Transcript("en", (Utterance(0.0, 1.0, None, said),)), "jsonl")
    assert len(str(line).splitlines()) == 1
    assert str(line).strip().isprintable()
    assert json.loads(line)["text"] == said


def test_pandas_gets_the_same_rows_with_columns_even_of_nothing() -> None:
    table = _NEWS.to_pandas()
    assert list(table["text"]) == _NEWS.text.split()
    assert list(table["end"]) == [word.end for word in _NEWS.words]
    assert list(relabel(_NEWS).to_pandas("quotes")["name"]) == [None]
    assert "start" in Transcript("en", ()).to_pandas("utterances").columns
    with pytest.raises(ValueError, match="sentences"):
        _NEWS.to_pandas("sentences")


def test_without_pandas_it_is_said_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingToolError, match=r"pandas is not installed.*\[tables\]"):
        _NEWS.to_pandas()
