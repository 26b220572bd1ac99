"""`pipeline search` as people meet it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import from_json
from pipeline.archive.hit_clips import MOST_CLIPS, cut_hits
from pipeline.archive.search import Hit, Programme
from pipeline.errors import InputError
from tests.golden import EXAMPLE, TRANSCRIPT
from tests.support.archive import programme, store
from tests.support.cli import call


@pytest.fixture
def archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    ferry = programme(
        "The ferry strike goes on.", "We want an answer.", title="Ferries", published="2025-02-04"
    )
    store(tmp_path, "2025/ferries.json", ferry)
    store(tmp_path, "b.json", programme("A strike in the mines.", media="b.mp4"))
    assert call(capsys, "search", tmp_path, "--rebuild").err == "2 transcripts can be searched.\n"
    return tmp_path


def test_hits_stand_under_their_programme_with_time_voice_and_link(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome = call(capsys, "search", archive, "answer")
    assert outcome.out == (
        "Ferries, 2025, 2025/02/04\n"
        '  [00:00:10] expert S2: "We want an answer."\n'
        "    file:///shows/a.mp4#t=10\n"
    )
    assert (outcome.code, outcome.err) == (0, "")


def test_programs_get_stable_fields(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(call(capsys, "search", archive, "mines", "--json").out)
    (hit,) = data["hits"]
    assert hit == {
        "path": "b.json", "title": None, "show": None, "published": None, "media": "b.mp4", "start": 0.0,
        "end": 9.0, "role": "anchor", "speaker": "Clara Hughes", "quoted": False,
        "text": "A strike in the mines.", "matches": ["mines"], "link": None,
        "before": [], "after": [],
    }  # fmt: skip
    assert (data["total"], data["more"], data["undated"]) == (1, False, 0)


def test_nothing_found_is_told_and_ends_with_one(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outcome = call(capsys, "search", archive, "hurricane")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.complaint == "Nothing was found for 'hurricane'."
    assert json.loads(call(capsys, "search", archive, "hurricane", "--json").out)["hits"] == []


def test_more_than_is_shown_is_told(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outcome = call(capsys, "search", archive, "strike", "--limit", "1")
    assert outcome.complaint == "1 of 2 passages; --limit shows more."


@pytest.mark.parametrize(
    ("words", "code", "complaint"),
    [
        (("search", ".", "x"), 3, "no search index"),
        (("search", "."), 2, "Say what to look for"),
        (("search", ".", "x", "--since", "May"), 2, "'May' is not a date"),
        (("search", "nowhere", "--rebuild"), 3, "There is no folder 'nowhere'"),
    ],
)
def test_what_cannot_be_asked_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...], code: int, complaint: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    outcome = call(capsys, *words)
    assert (outcome.code, complaint in outcome.err) == (code, True)


def test_a_spreadsheet_gets_a_table(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = csv.DictReader(io.StringIO(call(capsys, "search", archive, "answer", "--csv").out))
    assert (row["path"], row["start"], row["quoted"]) == ("2025/ferries.json", "10", "true")
    assert row["text"] == "We want an answer."


def test_what_was_said_before_and_after_stands_around_a_hit(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome = call(capsys, "search", archive, "answer", "--context", "1")
    lines = outcome.out.splitlines()
    hit = next(number for number, line in enumerate(lines) if "We want an answer" in line)
    assert lines[hit - 1].startswith("    ")
    assert lines[hit - 1] != lines[0]


@pytest.fixture
def with_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """An archive: the example, one whose recording is gone, one whose recording is another by now."""
    archive = tmp_path / "archive"
    media = tmp_path / "bridge.opus"
    shutil.copy(EXAMPLE / "segment.opus", media)
    example = from_json(TRANSCRIPT.read_bytes())
    assert example.recording is not None
    known = replace(example, recording=replace(example.recording, path=str(media)))
    store(archive, "2025/bridge.json", known)
    store(archive, "gone.json", programme("The old bridge is closed.", media=str(tmp_path / "gone.mp4")))
    store(archive, "other.json", programme("The old bridge is open.", media=str(media)))
    assert call(capsys, "search", archive, "--rebuild").code == 0
    return archive


def test_what_is_found_is_cut_out_with_one_sheet_and_what_cannot_be_is_told(
    with_sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome = call(capsys, "search", with_sound, '"old bridge"', "--clips", tmp_path / "clips")
    assert outcome.code == 9
    assert "gone.mp4' is not there" in outcome.err
    assert "is not the recording that was transcribed" in outcome.err
    assert "2 of 3 programmes could not be done" in outcome.err
    assert "1 clip in " in outcome.err
    (row,) = csv.DictReader(io.StringIO((tmp_path / "clips" / "clips.csv").read_text("utf-8")))
    assert row["clip"] == "2025/bridge/00-00-03.88_Clara-Hughes.flac"
    assert hashlib.sha256((tmp_path / "clips" / row["clip"]).read_bytes()).hexdigest() == row["sha256"]
    assert "old bridge" in row["text"]


def test_clips_that_are_there_are_kept_unless_that_is_said(
    with_sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("search", with_sound, "money", "--clips", tmp_path / "clips")
    assert call(capsys, *words).code == 0
    assert call(capsys, *words).code == 7
    assert call(capsys, *words, "--force").code == 0


def test_nothing_found_makes_no_folder_and_one_recording_that_is_gone_is_the_error(
    with_sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "clips"
    assert call(capsys, "search", with_sound, "hurricane", "--clips", place).code == 1
    assert call(capsys, "search", with_sound, '"bridge is closed"', "--clips", place).code == 3
    assert call(capsys, "search", with_sound, "--rebuild", "--clips", place).code == 2
    assert not place.exists()


def test_what_is_printed_nowhere_is_cut_too(
    with_sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    example = from_json((with_sound / "2025/bridge.json").read_bytes())
    part = next(one for one in example.paragraphs if "money" in one.text)
    store(with_sound, "2025/bridge.json", replace(example, paragraphs=tuple(
        one for one in example.paragraphs if one is not part)))  # fmt: skip
    outcome = call(capsys, "search", with_sound, "money", "--rebuild", "--clips", tmp_path / "clips")
    assert (outcome.code, "1 clip in " in outcome.err) == (0, True)


def test_a_transcript_that_has_changed_since_is_told_with_the_way_out(
    with_sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store(with_sound, "2025/bridge.json", programme("Nothing of that.", media=str(tmp_path / "bridge.opus")))
    outcome = call(capsys, "search", with_sound, "money", "--clips", tmp_path / "clips")
    assert (outcome.code, "--rebuild" in outcome.err) == (3, True)


def test_more_clips_than_anybody_hears_are_refused_before_any_is_cut(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store(tmp_path, "long.json", programme(*["A strike."] * (MOST_CLIPS + 1)))
    call(capsys, "search", tmp_path, "--rebuild")
    outcome = call(capsys, "search", tmp_path, "strike", "--limit", "9999", "--clips", tmp_path / "clips")
    assert (outcome.code, "501 passages were found" in outcome.err) == (2, True)
    assert not (tmp_path / "clips").exists()


def test_a_name_whose_letters_and_marks_are_apart_is_found(
    with_sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (with_sound / "2025/bridge.json").rename(with_sound / "2025/pont ferme\u0301.json")
    assert call(capsys, "search", with_sound, "--rebuild").code == 0
    assert call(capsys, "search", with_sound, "money", "--clips", tmp_path / "clips").code == 0


def test_an_index_never_leads_out_of_its_archive(tmp_path: Path) -> None:
    away = Programme("../secret.json", None, None, None, None)
    hit = Hit(away, 0.0, 1.0, "anchor", None, False, (), None)
    with pytest.raises(InputError, match="leads out of the archive"):
        list(cut_hits(tmp_path, away.path, [hit], tmp_path / "clips", force=False))
