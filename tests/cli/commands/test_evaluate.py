"""`pipeline evaluate`, as typed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.support.cli import call

_SAID = [
    {"start": 0.0, "end": 4.0, "speaker": "S1", "text": "Good evening, the storks are back."},
    {"start": 4.0, "end": 6.0, "speaker": "S2", "text": "We will build them poles."},
]
_TRANSCRIPT = {
    "schema": "broadcast-transcript/1", "language": "en", "utterances": _SAID,
    "speakers": [{"label": "S1", "role": "anchor"}, {"label": "S2", "role": "expert"}],
}  # fmt: skip
_RTTM = "SPEAKER news 1 0.0 4.0 <NA> <NA> a <NA> <NA>\nSPEAKER news 1 4.0 2.0 <NA> <NA> b <NA> <NA>\n"
_TURNS = (
    "start\tend\tspeaker\ttext\n"
    "0.0\t4.0\ta\tGood evening, the storks are back.\n"
    "4.0\t6.0\tb\tWe will build poles.\n"
)
_META = {"roles": {"a": {"role": "anchor"}, "b": {"role": "correspondent", "confidence": "high"}}}


@pytest.fixture
def transcript(tmp_path: Path) -> Path:
    """A folder with one transcript, and beside it one with all there may be of a reference."""
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    theirs.mkdir()
    (ours / "news.json").write_text(json.dumps(_TRANSCRIPT), "utf-8")
    (theirs / "news.txt").write_text("GOOD EVENING THE STORKS ARE BACK WE WILL BUILD THEM POLES", "utf-8")
    (theirs / "news.rttm").write_text(_RTTM, "utf-8")
    (theirs / "news.turns.tsv").write_text(_TURNS, "utf-8")
    (theirs / "news.meta.json").write_text(json.dumps(_META), "utf-8")
    return ours / "news.json"


def test_a_folder_is_compared_with_a_folder_by_name(
    capsys: pytest.CaptureFixture[str], transcript: Path
) -> None:
    (transcript.parent / "other.json").write_text(json.dumps(_TRANSCRIPT), "utf-8")
    result = call(capsys, "evaluate", transcript.parent, transcript.parents[1] / "theirs", "--json")
    assert result.code == 0, result.err
    assert "Without a reference: other" in result.err
    (item,) = json.loads(result.out)["items"]
    assert item["word_errors"] == {"rate": 0.0, "errors": 0, "total": 11}
    assert item["attributed_word_errors"]["errors"] == 1
    assert item["diarization_errors"]["errors"] == 0
    assert item["roles"]["seconds"]["confusion"]["correspondent"] == {"expert": 2.0}
    assert item["sentence_starts"] is None


def test_the_article_beside_a_transcript_is_not_taken_for_its_words(
    capsys: pytest.CaptureFixture[str], transcript: Path
) -> None:
    transcript.with_suffix(".txt").write_text(
        "Storks\n\n[00:00:00] Good evening, the storks are back.", "utf-8"
    )
    result = call(capsys, "evaluate", transcript.parent, transcript.parents[1] / "theirs", "--json")
    (item,) = json.loads(result.out)["items"]
    assert item["word_errors"]["errors"] == 0


def test_people_get_a_table_and_which_role_was_taken_for_which(
    capsys: pytest.CaptureFixture[str], transcript: Path
) -> None:
    result = call(capsys, "evaluate", transcript, transcript.parents[1] / "theirs" / "news")
    assert result.code == 0, result.err
    assert "Errors in %" in result.out
    assert "33.3" in result.out
    assert "Roles taken for roles" in result.out
    assert max(map(len, result.out.splitlines())) <= 110


def test_columns_of_which_nothing_is_known_are_left_out(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name, text in (("heard.txt", "The storks are black."), ("true.txt", "The storks are back.")):
        (tmp_path / name).write_text(text, "utf-8")
    result = call(capsys, "evaluate", tmp_path / "heard.txt", tmp_path / "true.txt")
    assert "words" in result.out
    assert not any(word in result.out for word in ("roles", "quotes", "collar"))


def test_one_file_is_compared_with_one_file_whatever_their_names(
    capsys: pytest.CaptureFixture[str], transcript: Path, tmp_path: Path
) -> None:
    (tmp_path / "script.txt").write_text("Good evening, the storks are back.", "utf-8")
    result = call(capsys, "evaluate", transcript, tmp_path / "script.txt", "--json")
    assert result.code == 0, result.err
    assert json.loads(result.out)["overall"]["word_errors"]["errors"] == 5


@pytest.mark.parametrize(
    ("name", "content", "code", "words"),
    [
        ("a.rttm", "SPEAKER a 1 x 2 <NA> <NA> b", 8, "Line 1 of .* is no RTTM line"),
        ("a.rttm", "SPEAKER a 1 1.0 -2 <NA> <NA> b", 8, "Line 1 of .* is no RTTM line"),
        ("a.rttm", "SPEAKER a 1 nan 2 <NA> <NA> b", 8, "Line 1 of .* is no RTTM line"),
        ("a.turns.tsv", "start\tend\n1\t2\n", 8, "has not the columns"),
        ("a.turns.tsv", "start\tend\tspeaker\ttext\n3\t2\ta\tYes\n", 8, "Line 2 of"),
        ("a.turns.tsv", "start\tend\tspeaker\ttext\ninf\t2\ta\tYes\n", 8, "'inf' is no number"),
        ("a.turns.tsv", "start\tend\tspeaker\ttext\n1\n", 8, "Line 2 of .* is too short"),
        ("a.words.tsv", "word\tstart\nYes\tsoon\n", 8, "'soon' is no number"),
        ("a.json", "{", 8, "is not valid JSON"),
        ("a.json", "[]", 8, "is no reference"),
        ("a.json", '{"turns": [{"speaker": "a"}]}', 8, "is no reference"),
        ("a.json", '{"schema": "broadcast-transcript/1"}', 8, "is damaged"),
        ("a.txt", "\udcff", 8, "is not a UTF-8 text file"),
        ("a.docx", "x", 3, "cannot be compared"),
        ("none.txt", None, 3, "nothing to compare"),
    ],
)
def test_what_cannot_be_compared_is_told_in_a_line(
    capsys: pytest.CaptureFixture[str], transcript: Path, tmp_path: Path,
    name: str, content: str | None, code: int, words: str,
) -> None:  # fmt: skip
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content.encode("utf-8", "surrogateescape"))
    result = call(capsys, "evaluate", transcript, path)
    assert (result.code, result.out) == (code, "")
    assert re.search(words, result.err), result.err
    assert "Traceback" not in result.err


def test_folders_without_a_name_in_common_are_told(
    capsys: pytest.CaptureFixture[str], transcript: Path, tmp_path: Path
) -> None:
    (tmp_path / "refs").mkdir()
    (tmp_path / "refs" / "sport.txt").write_text("Goal.", "utf-8")
    result = call(capsys, "evaluate", transcript.parent, tmp_path / "refs")
    assert (result.code, result.out) == (3, "")
    assert "Names must be the same" in result.err


def test_turns_without_times_are_compared_by_their_words(
    capsys: pytest.CaptureFixture[str], transcript: Path, tmp_path: Path
) -> None:
    lines = "".join(f"{turn['speaker']}\t{turn['text']}\n" for turn in _SAID)
    (tmp_path / "news.turns.tsv").write_text(f"speaker\ttext\n{lines}", "utf-8")
    (tmp_path / "news.meta.json").write_text('{"roles": {"S1": {"role": "host"}}}', "utf-8")
    result = call(capsys, "evaluate", transcript, tmp_path / "news", "--json")
    assert result.code == 0, result.err
    found = json.loads(result.out)["overall"]
    assert found["diarization_errors"] is None
    assert found["attributed_word_errors"]["errors"] == 0
    assert found["roles"]["words"]["confusion"] == {"anchor": {"anchor": 6.0}}


def test_labels_of_low_confidence_and_unheard_of_roles_do_not_count(
    capsys: pytest.CaptureFixture[str], transcript: Path, tmp_path: Path
) -> None:
    turns = [{**turn, "role": "weather"} for turn in _SAID]
    roles = {"S2": {"role": "expert", "confidence": "low"}}
    (tmp_path / "news.json").write_text(json.dumps({"turns": turns, "roles": roles}), "utf-8")
    result = call(capsys, "evaluate", transcript, tmp_path / "news.json", "--json")
    assert result.code == 0, result.err
    assert json.loads(result.out)["overall"]["roles"] is None
