"""`pipeline render`, as typed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from pipeline import Transcript
from pipeline.formats import FORMATS, render
from tests.cli.conftest import BARE
from tests.golden import TRANSCRIPT
from tests.support.cli import call, files

_BROKEN = {
    "no JSON": b"Good evening.",
    "cut off": json.dumps(BARE).encode()[:100],
    "no text": b"\xff\xfe\x00binary\x00",
    "a list": b"[1, 2, 3]",
    "a number": b"3",
    "another schema": json.dumps(BARE | {"schema": "captions/1"}).encode(),
    "a newer version": json.dumps(BARE | {"schema": "broadcast-transcript/99"}).encode(),
    "no utterances": json.dumps({key: BARE[key] for key in ("schema", "language")}).encode(),
    "times that run backwards": json.dumps(BARE).replace('"end": 5', '"end": -5').encode(),
    "a time that is no number": json.dumps(BARE).replace('"end": 5', '"end": NaN').encode(),
    "a role that nobody has": json.dumps(BARE | {"speakers": [{"label": "S1", "role": "king"}]}).encode(),
    "a date that never was": json.dumps(BARE | {"published": "2025-02-30"}).encode(),
    "nested without end": b"[" * 100_000,
}
_EMPTY = Transcript(language="en", utterances=())
_TIMES_ONLY = ("rttm", "ctm")
"""Formats that hold no sentences."""
_TEXTS = [name for name in FORMATS if isinstance(render(_EMPTY, name), str)]


@pytest.mark.parametrize("name", _TEXTS)
def test_every_format_of_text_goes_to_stdout_alone(
    capsys: pytest.CaptureFixture[str], transcript: Path, name: str
) -> None:
    result = call(capsys, "render", transcript, "-f", name)
    told = FORMATS[name].writer.remarks(Transcript.load(transcript))
    assert (result.code, result.err) == (0, "".join(f"{name}: {line}\n" for line in told))
    assert "We want an answer." in result.out or name in _TIMES_ONLY
    assert result.out.endswith("\n")


@pytest.mark.parametrize("name", _TEXTS)
def test_every_format_of_text_goes_to_a_file_as_it_goes_to_the_screen(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, transcript: Path, name: str
) -> None:
    shown = call(capsys, "render", transcript, "-f", name).out
    result = call(capsys, "render", transcript, "-f", name, "-o", tmp_path / "out")
    assert (result.code, result.out) == (0, "")
    assert result.err.startswith("written: ")
    assert files(tmp_path / "out")[f"segment{FORMATS[name].suffix}"].decode() == shown


def test_all_formats_at_once_go_to_a_folder(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, transcript: Path
) -> None:
    words = [word for name in FORMATS for word in ("-f", name)]
    assert call(capsys, "render", transcript, *words, "-o", tmp_path / "out").code == 0
    assert set(files(tmp_path / "out")) == {f"segment{form.suffix}" for form in FORMATS.values()}


def test_without_a_format_it_is_the_article_with_quotes_found_from_the_roles(
    capsys: pytest.CaptureFixture[str], transcript: Path
) -> None:
    result = call(capsys, "render", transcript, "--timestamps", "none")
    assert result.out.split("\n\n")[-1] == '"We want an answer. I think they owe us one."\n'


def test_header_and_footer_can_be_replaced(capsys: pytest.CaptureFixture[str], transcript: Path) -> None:
    document = BARE | {"title": "Old", "source": {"name": "Old News", "url": "https://old.example"}}
    transcript.write_text(json.dumps(document))
    words = ("--title", "New", "--published", "2025-02-04", "--source", "New News")
    lines = call(capsys, "render", transcript, *words).out.split("\n\n")
    assert lines[:2] == ["New", "Published on: 2025/02/04"]
    assert lines[-1] == "New News https://old.example\n"


def test_an_existing_file_stays_without_force(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, transcript: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "segment.txt").write_text("old")
    result = call(capsys, "render", transcript, "-f", "article", "-o", tmp_path / "out")
    assert (result.code, result.out) == (7, "")
    assert "exists already. Use --force" in result.complaint
    assert files(tmp_path / "out") == {"segment.txt": b"old"}


@pytest.mark.parametrize("content", _BROKEN.values(), ids=_BROKEN.keys())
@pytest.mark.parametrize("command", ["render", "relabel"])
def test_a_broken_transcript_is_refused_in_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, transcript: Path, command: str, content: bytes
) -> None:
    transcript.write_bytes(content)
    result = call(capsys, command, transcript, "-o", tmp_path / "out")
    assert (result.code, result.out) == (8, "")
    assert repr(str(transcript)) in result.complaint
    assert files(tmp_path / "out") == {}


@pytest.mark.parametrize("command", ["render", "relabel"])
def test_a_missing_transcript_is_an_input_error(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str
) -> None:
    result = call(capsys, command, tmp_path / "gone.json")
    assert result.code == 3
    assert "does not exist" in result.complaint


def test_a_recording_in_the_place_of_a_transcript_is_refused(
    capsys: pytest.CaptureFixture[str], recording: Path
) -> None:
    result = call(capsys, "render", recording)
    assert result.code == 8
    assert "A recording? `pipeline transcribe" in result.complaint


def test_a_byte_order_mark_is_no_damage(capsys: pytest.CaptureFixture[str], transcript: Path) -> None:
    transcript.write_bytes(b"\xef\xbb\xbf" + transcript.read_bytes())
    assert call(capsys, "render", transcript).code == 0


def test_windows_line_ends_are_no_damage(capsys: pytest.CaptureFixture[str], transcript: Path) -> None:
    before = call(capsys, "render", transcript).out
    transcript.write_bytes(json.dumps(BARE, indent=1).replace("\n", "\r\n").encode())
    assert call(capsys, "render", transcript).out == before


@pytest.mark.parametrize("name", [b"new\nline.json", b"-dash.json", b"\xff\xfe.json", "😀.json".encode()])
def test_any_name_is_written_under_the_same_name(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    transcript: Path,
    name: bytes,
) -> None:
    monkeypatch.chdir(tmp_path)
    path = transcript.rename(os.fsdecode(name))
    result = call(capsys, "render", "-f", "article", "-o", "out", "--", path)
    assert result.code == 0
    assert f"{path.stem}.txt" in files(tmp_path / "out")


def test_an_article_can_be_written_next_to_its_transcript(
    capsys: pytest.CaptureFixture[str], transcript: Path
) -> None:
    before = transcript.read_bytes()
    result = call(capsys, "render", transcript, "-f", "article", "-o", transcript.parent)
    assert result.code == 0
    assert result.err == f"written: {transcript.with_suffix('.txt')}\n"
    assert transcript.read_bytes() == before
    assert transcript.with_suffix(".txt").exists()


def test_several_transcripts_and_folders_go_to_the_same_places_below_the_results(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, transcript: Path
) -> None:
    archive = tmp_path / "archive"
    for place in ("monday/late.json", "tuesday/late.json", ".hidden/late.json"):
        (archive / place).parent.mkdir(parents=True)
        (archive / place).write_bytes(transcript.read_bytes())
    (archive / "report.json").write_text('{"outcomes": []}')
    result = call(capsys, "render", archive, transcript, "-f", "docx", "-f", "csv", "-o", tmp_path / "out")
    assert (result.code, result.out) == (0, "")
    assert result.err.startswith("written: ")
    written = {str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.*")}
    stems = ("monday/late", "tuesday/late", "segment")
    assert written == {f"{stem}{ending}" for stem in stems for ending in (".docx", ".csv")}


def test_several_transcripts_are_not_printed_into_one_another(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, transcript: Path
) -> None:
    other = tmp_path / "other.json"
    other.write_bytes(transcript.read_bytes())
    result = call(capsys, "render", transcript, other)
    assert (result.code, result.out) == (2, "")
    assert "add -o DIR" in result.complaint


def test_of_several_transcripts_a_damaged_one_stops_no_other(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, transcript: Path
) -> None:
    (tmp_path / "broken.json").write_bytes(transcript.read_bytes()[:60])
    result = call(capsys, "render", tmp_path, "-o", tmp_path / "out")
    assert result.code == 9
    assert "broken.json" in result.err
    assert "1 of 2 transcripts could not be done." in result.err
    assert set(files(tmp_path / "out")) == {"segment.txt"}


def test_a_transcript_with_damaged_corrections_is_refused_and_can_be_read_without_them(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "news.json"
    path.write_bytes(TRANSCRIPT.read_bytes())
    before = call(capsys, "render", path).out
    assert call(capsys, "correct", path, "--speaker", "S3=Jane Doe", "--unquote", "0:50").code == 0
    data = json.loads(path.read_text("utf-8"))
    data["edits"][0]["at"] = "yesterday"
    path.write_text(json.dumps(data), "utf-8")
    refused = call(capsys, "render", path)
    assert (refused.code, refused.out) == (8, "")
    assert "--as-recognised" in refused.err
    assert call(capsys, "render", path, "--as-recognised").out == before


def test_sound_is_embedded_in_pages_only(capsys: pytest.CaptureFixture[str], transcript: Path) -> None:
    result = call(capsys, "render", transcript, "--embed-audio")
    assert (result.code, result.out) == (2, "")
    assert "--embed-audio is for pages: add -f html" in result.err


def test_sound_that_is_not_there_cannot_be_embedded(
    capsys: pytest.CaptureFixture[str], transcript: Path
) -> None:
    result = call(capsys, "render", transcript, "-f", "html", "--embed-audio")
    assert (result.code, result.out) == (3, "")
    assert "Without --embed-audio the page plays the recording that lies beside it." in result.err
