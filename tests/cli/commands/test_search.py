"""`pipeline search` as people meet it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

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
