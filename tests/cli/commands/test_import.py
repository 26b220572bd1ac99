"""`pipeline import`, as typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline import Transcript
from tests.cli.conftest import BARE
from tests.support.cli import call, files

_RESULT = {
    "text": " Good evening. We want an answer.",
    "segments": [
        {"id": 0, "start": 0.0, "end": 2.0, "text": " CLARA HUGHES: Good evening.", "avg_logprob": -0.2},
        {"id": 1, "start": 2.0, "end": 3.0, "text": " [Music]"},
        {"id": 2, "start": 3.0, "end": 5.0, "text": " >> We want an answer."},
    ],
    "language": "en",
}


@pytest.fixture
def result(tmp_path: Path) -> Path:
    """What openai-whisper wrote."""
    (tmp_path / "news.json").write_text(json.dumps(_RESULT))
    return tmp_path / "news.json"


def test_the_article_is_printed(capsys: pytest.CaptureFixture[str], result: Path) -> None:
    ended = call(capsys, "import", result, "--title", "Ferry strike", "--timestamps", "none")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("Ferry strike\n\n")
    assert "[Music of 1 s was left out]" in ended.out
    assert ">>" not in ended.out


def test_with_a_folder_the_transcript_and_the_formats_asked_for_are_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, result: Path
) -> None:
    ended = call(capsys, "import", result, "-o", tmp_path / "out", "-f", "article", "-f", "csv")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err.startswith("written: ")
    assert set(files(tmp_path / "out")) == {"news.json", "news.txt", "news.csv"}
    transcript = Transcript.load(tmp_path / "out" / "news.json")
    assert [one.name for one in transcript.speakers] == ["Clara Hughes"]
    assert transcript.provenance is not None
    assert transcript.provenance.notes[0] == "imported from news.json (whisper)"


def test_corrections_outlive_another_import(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, result: Path
) -> None:
    out = tmp_path / "out"
    call(capsys, "import", result, "-o", out)
    call(capsys, "correct", out / "news.json", "--replace", "answer=reply")
    assert call(capsys, "import", result, "-o", out, "--force").code == 0
    assert "We want an reply." in Transcript.load(out / "news.json").text


def test_a_file_that_does_not_tell_its_language_needs_it(
    capsys: pytest.CaptureFixture[str], result: Path
) -> None:
    result.write_text(json.dumps({"segments": _RESULT["segments"]}))
    ended = call(capsys, "import", result)
    assert ended.code == 8
    assert "--language en" in ended.complaint
    assert call(capsys, "import", result, "--language", "en").code == 0


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (json.dumps(BARE), "is a transcript of this program already"),
        ("Good evening.", "no transcript that can be read"),
        ('{"segments": [{"start": 0}], "language": "en"}', "no result of Whisper"),
        ('{"segments": [', "not valid JSON"),
        ('{"segments": [], "language": "en"}', "holds no words"),
    ],
)
def test_what_it_is_not_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, result: Path, content: str, told: str
) -> None:
    result.write_text(content)
    ended = call(capsys, "import", result, "-o", tmp_path / "out")
    assert (ended.code, ended.out) == (8, "")
    assert told in ended.complaint
    assert files(tmp_path / "out") == {}


def test_the_file_itself_is_never_written_over(capsys: pytest.CaptureFixture[str], result: Path) -> None:
    before = result.read_bytes()
    ended = call(capsys, "import", result, "-o", result.parent, "--force")
    assert ended.code == 7
    assert "itself" in ended.complaint
    assert result.read_bytes() == before


def test_a_bad_file_stops_no_other(capsys: pytest.CaptureFixture[str], tmp_path: Path, result: Path) -> None:
    (tmp_path / "bad.json").write_text("{")
    ended = call(capsys, "import", tmp_path / "bad.json", result, "-o", tmp_path / "out")
    assert ended.code == 9
    assert "1 of 2 files could not be done." in ended.err
    assert set(files(tmp_path / "out")) == {"news.json"}


def test_a_folder_and_a_missing_file_are_input_errors(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, result: Path
) -> None:
    assert call(capsys, "import", tmp_path).code == 3
    gone = call(capsys, "import", tmp_path / "new.json")
    assert gone.code == 3
    assert "Did you mean" in gone.complaint


def test_what_render_wrote_for_whisper_comes_back(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, transcript: Path
) -> None:
    call(capsys, "render", transcript, "-f", "whisper", "-o", tmp_path)
    ended = call(capsys, "import", tmp_path / "segment.whisper.json", "-o", tmp_path / "out")
    assert ended.code == 0
    back = Transcript.load(tmp_path / "out" / "segment.json")
    assert back.text == Transcript.load(transcript).text


def test_who_wants_to_render_such_a_file_is_told_of_import(
    capsys: pytest.CaptureFixture[str], result: Path
) -> None:
    ended = call(capsys, "render", result)
    assert ended.code == 8
    assert "`pipeline import" in ended.complaint
