"""How far an archive is, asked at any time."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipeline import from_json
from pipeline.archive.journal import State
from pipeline.archive.layout import HIDDEN
from pipeline.archive.session import opened
from pipeline.archive.status import Standing, standings
from pipeline.corrections.correct import correct
from pipeline.errors import InputError
from pipeline.transcript.json_file import to_json
from tests.support.batch import Bench, aged, sound
from tests.support.cli import call


@pytest.fixture
def done(bench: Bench) -> Bench:
    """Two programmes done, one of them corrected, and one that failed."""
    (bench.source / "bad.mp3").write_bytes(b"no sound")
    aged(bench.source / "bad.mp3")
    bench.run()
    path = bench.archive / "monday.json"
    path.write_text(to_json(correct(from_json(path.read_text("utf-8"))).title("Ferries").transcript))
    return bench


def states(bench: Bench, source: Path | None = None) -> dict[str, State]:
    return {one.name: one.state for one in standings(bench.archive, source)}


def test_done_edited_and_failed_are_told_apart(done: Bench) -> None:
    bad, monday, tuesday = standings(done.archive)
    assert (bad.name, bad.state) == ("bad.mp3", State.FAILED)
    assert "cannot be read as sound" in (bad.reason or "")
    assert monday == Standing("monday.wav", State.DONE, "monday.json", 1)
    assert tuesday == Standing("shows/tuesday.wav", State.DONE, "shows/tuesday.json", 0)


def test_what_has_lost_its_results_waits_with_the_reason(done: Bench) -> None:
    (done.archive / "shows" / "tuesday.txt").unlink()
    waiting = [one for one in standings(done.archive) if one.state is State.WAITING]
    assert waiting == [
        Standing("shows/tuesday.wav", State.WAITING, "shows/tuesday.json", 0, "shows/tuesday.txt is gone")
    ]


def test_with_the_source_what_was_not_begun_and_what_changed_waits(done: Bench) -> None:
    sound(done.source / "new.wav")
    sound(done.source / "monday.wav", 4)
    assert states(done)["monday.wav"] is State.DONE
    assert [one.reason for one in standings(done.archive, done.source) if one.state is State.WAITING] == [
        "changed since it was done", "not begun",
    ]  # fmt: skip


def test_a_lost_journal_is_no_reason_to_know_nothing(done: Bench) -> None:
    shutil.rmtree(done.archive / HIDDEN)
    assert [(one.name, one.state, one.edits) for one in standings(done.archive)] == [
        ("monday.json", State.DONE, 1), ("shows/tuesday.json", State.DONE, 0),
    ]  # fmt: skip


def test_it_may_be_asked_while_a_run_has_the_archive_open_and_writes_nothing(done: Bench) -> None:
    with opened(done.archive, done.source) as archive:
        archive.journal.put(archive.items["bad.mp3"])
        before = sorted((path, path.stat().st_mtime_ns) for path in done.archive.rglob("*") if path.is_file())
        assert len(standings(done.archive)) == 3
        after = sorted((path, path.stat().st_mtime_ns) for path in done.archive.rglob("*") if path.is_file())
        assert [one for one in after if "-shm" not in one[0].name] == [
            one for one in before if "-shm" not in one[0].name
        ]


def test_where_nothing_was_written_that_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There are no transcripts in"):
        standings(tmp_path)


def test_the_command_tells_counts_first_then_what_is_not_simply_done(
    done: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    (done.archive / "shows" / "tuesday.json").unlink()
    outcome = call(capsys, "status", done.archive)
    assert (outcome.code, outcome.err) == (0, "")
    counts, failed, waiting, edited = outcome.out.splitlines()
    assert counts == "1 done, 1 edited, 1 failed, 1 waiting."
    assert failed.startswith("failed: bad.mp3: ")
    assert waiting == "waiting: shows/tuesday.wav: shows/tuesday.json is gone"
    assert edited == "edited: monday.json: 1 correction"


def test_programs_are_told_of_every_recording(done: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(call(capsys, "status", done.archive, "--json", "--source", done.source).out)
    assert told["counts"] == {"done": 2, "edited": 1, "failed": 1, "waiting": 0}
    assert told["recordings"][1] == {
        "name": "monday.wav", "state": "done", "transcript": "monday.json", "edits": 1, "reason": None,
    }  # fmt: skip


@pytest.mark.parametrize("words", [("nowhere",), (".",), (".", "--source", "nowhere")])
def test_an_archive_that_was_never_written_is_one_mistake(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = call(capsys, "status", *words)
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.complaint.startswith("pipeline: ")
