"""`pipeline batch` and `pipeline watch` as people meet them."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.archive.session import known_items
from pipeline.batch.messages import Event, Task
from tests.support.batch import Inline, aged, sound
from tests.support.cli import Outcome, call, environment


@pytest.fixture
def source(tmp_path: Path) -> Path:
    sound(tmp_path / "in" / "monday.wav")
    sound(tmp_path / "in" / "shows" / "tuesday.wav", loud=7)
    (tmp_path / "in" / "notes.txt").write_text("a note")
    return tmp_path / "in"


@pytest.fixture(autouse=True)
def _inline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scripted engines in this process instead of workers, and no models."""
    monkeypatch.setenv("PIPELINE_MODELS", os.devnull)
    monkeypatch.setattr("pipeline.batch.process_pool.Processes", lambda *_: Inline())


def test_a_dry_run_shows_the_plan_and_writes_nothing(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome = call(capsys, "batch", source, tmp_path / "out", "--dry-run")
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.splitlines() == [
        "2 recordings: 2 new.",
        "Left out: 1 file that is no recording by its name (.txt 1).",
        "To hear: 2, about 6 s of sound; how long that takes will show when the first are done.",
        "No recognizer is installed. Run `pipeline models pull starter`.",
    ]
    assert not (tmp_path / "out").exists()


def test_a_plan_tells_what_is_only_to_be_written_anew(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call(capsys, "batch", source, tmp_path / "out")
    sound(source / "wednesday.wav", loud=3)
    lines = call(capsys, "batch", source, tmp_path / "out", "-f", "article", "--dry-run").err.splitlines()
    assert lines[0] == "3 recordings: 1 new, 2 done with other options or rules."
    assert lines[2].startswith("To hear: 1, about 3 s of sound; about ")
    assert lines[3] == "Only to write anew: 2, from kept words, if the engines are the same."


def test_what_is_only_written_anew_teaches_nothing_of_the_pace(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call(capsys, "batch", source, tmp_path / "out")
    before = {name: item.seconds for name, item in known_items(tmp_path / "out").items()}
    again = call(capsys, "batch", source, tmp_path / "out", "-f", "article")
    assert "done from kept words" in again.err
    assert {name: item.seconds for name, item in known_items(tmp_path / "out").items()} == before


def test_a_plan_without_a_journal_goes_by_the_transcripts(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call(capsys, "batch", source, tmp_path / "out")
    shutil.rmtree(tmp_path / "out" / ".pipeline")
    planned = call(capsys, "batch", source, tmp_path / "out", "--dry-run").err.splitlines()
    done = call(capsys, "batch", source, tmp_path / "out").err
    assert planned[0] in done


def test_a_batch_tells_every_recording_and_where_its_report_is(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome = call(capsys, "batch", source, tmp_path / "out", "-f", "article")
    assert (outcome.code, outcome.out) == (0, "")
    assert "monday.wav: done, 3 s of sound in 0 s" in outcome.err
    assert "2 done; " in outcome.err
    report = next((tmp_path / "out" / ".pipeline" / "reports").glob("*.json"))
    assert [o["ending"] for o in json.loads(report.read_text())["outcomes"]] == ["done", "done"]
    assert report.with_suffix(".csv").read_text().count("\n") == 3
    assert "2 done" in report.with_suffix(".txt").read_text()


def test_failures_give_exit_code_nine_and_stand_in_every_report(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (source / "bad.mp3").write_bytes(b"no sound")
    aged(source / "bad.mp3")
    outcome = call(capsys, "batch", source, tmp_path / "out", "--quiet")
    assert outcome.code == 9
    assert outcome.complaint.startswith("pipeline: bad.mp3: failed: ")
    for report in (tmp_path / "out" / ".pipeline" / "reports").iterdir():
        assert "bad.mp3" in report.read_text()
    assert call(capsys, "batch", source, tmp_path / "out").code == 0


def test_programs_are_told_in_json_lines(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome = call(capsys, "batch", source, tmp_path / "out", "--log-format", "jsonl")
    events = [json.loads(line) for line in outcome.err.splitlines()]
    kinds = [event["event"] for event in events]
    assert kinds[0] == "plan"
    assert kinds.count("started") == kinds.count("done") == 2
    assert events[0]["recordings"]["new"] == 2
    assert {event["transcript"] for event in events if event["event"] == "done"} == {
        "monday.json", "shows/tuesday.json",
    }  # fmt: skip


def test_log_and_reports_spell_an_ending_alike_and_people_read_a_sentence(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound(source / "again.wav", loud=7)  # the same content as shows/tuesday.wav
    outcome = call(capsys, "batch", source, tmp_path / "out", "--log-format", "jsonl")
    events = [json.loads(line) for line in outcome.err.splitlines()]
    logged = {event["file"]: event["ending"] for event in events if event["event"] == "done"}
    assert sorted(logged.values()) == ["copy", "done", "done"]
    report = next((tmp_path / "out" / ".pipeline" / "reports").glob("*.json"))
    outcomes = json.loads(report.read_text())["outcomes"]
    assert {one["name"]: one["ending"] for one in outcomes} == logged
    with report.with_suffix(".csv").open(newline="") as rows:
        assert {row["name"]: row["ending"] for row in csv.DictReader(rows)} == logged
    assert "1 done from the same content" in report.with_suffix(".txt").read_text()


@pytest.mark.parametrize(
    ("words", "code", "complaint"),
    [
        (("batch", "nowhere", "out"), 3, "does not exist"),
        (("batch", "in/monday.wav", "out"), 3, "is a file"),
        (("batch", "in", "in/monday.wav"), 7, "is a file, no folder"),
        (("batch", "in", "out", "--asr", "nonsense"), 2, "nonsense"),
        (("watch", "nowhere", "out"), 3, "is no folder"),
    ],
)
def test_what_cannot_begin_says_why_and_writes_nothing(
    source: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...], code: int, complaint: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(source.parent)
    outcome = call(capsys, *words)
    assert (outcome.code, complaint in outcome.err) == (code, True)
    assert sorted(path.name for path in source.parent.iterdir()) == ["in"]


def test_a_plan_says_what_it_will_wait_for(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.utime(source / "monday.wav")
    lines = call(capsys, "batch", source, tmp_path / "out", "--dry-run").err.splitlines()
    assert lines[0] == "2 recordings: 1 new, 1 still being written."
    assert "Waiting until what was changed a moment ago is still: monday.wav." in lines


def test_a_run_that_is_stopped_leaves_a_report_of_what_it_did(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stopped(Inline):
        def hand(self, worker: int, task: Task) -> None:
            if task.path.name == "monday.wav":
                super().hand(worker, task)

        def events(self, timeout: float) -> Sequence[tuple[int, Event]]:
            if self.tasks and not self.told:
                raise KeyboardInterrupt
            return super().events(timeout)

    monkeypatch.setattr("pipeline.batch.process_pool.Processes", lambda *_: Stopped())
    outcome = call(capsys, "batch", source, tmp_path / "out", "-f", "article")
    assert outcome.code == 130
    assert outcome.err.splitlines()[-1].startswith("pipeline: Stopped; ")
    report = next((tmp_path / "out" / ".pipeline" / "reports").glob("*.json"))
    told = json.loads(report.read_text("utf-8"))
    assert (told["stopped"], told["left"]) == ("by the user", 1)
    assert [one["name"] for one in told["outcomes"]] == ["monday.wav"]
    text = report.with_suffix(".txt").read_text("utf-8")
    assert "stopped (by the user): 1 done, 1 not reached; " in text


def test_what_a_batch_has_done_can_be_searched_at_once(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call(capsys, "batch", source, tmp_path / "out")
    outcome = call(capsys, "search", tmp_path / "out", "ferry", "--show", "shows")
    assert outcome.code == 0
    assert outcome.out.splitlines()[0] == "shows/tuesday.json, shows"
    assert "[00:00:00]" in outcome.out
    assert "#t=0" in outcome.out


def test_a_watcher_empties_its_folder_and_stops_when_told(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome = call(
        capsys, "watch", source, tmp_path / "out", "--settle", "0", "--poll", "0.1", "--until-empty"
    )
    assert outcome.code == 0
    assert (source / "done" / "shows" / "tuesday.wav").exists()
    assert (tmp_path / "out" / "shows" / "tuesday.json").exists()


def test_the_real_command_runs_its_workers_in_processes(source: Path, tmp_path: Path) -> None:
    words = ["batch", str(source), str(tmp_path / "out"), "--jobs", "2"]
    ended = subprocess.run(
        [sys.executable, "-m", "tests.support.scripted_batch", *words],
        capture_output=True, text=True, env=environment(), timeout=60,
    )  # fmt: skip
    outcome = Outcome(ended.returncode, ended.stdout, ended.stderr)
    assert outcome.code == 0, outcome.err
    assert "2 done" in outcome.err
