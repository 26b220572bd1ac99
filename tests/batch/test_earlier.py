"""An archive that an earlier version wrote is gone on with, not begun again."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.archive.journal import State
from pipeline.archive.layout import HIDDEN, transcripts_of
from pipeline.archive.report import Status
from pipeline.archive.session import known_items
from pipeline.archive.verify import Finding, Mismatch, verify
from pipeline.transcript.json_file import from_json
from tests.support.batch import Bench, endings
from tests.support.cli import call, environment
from tests.support.earlier_archive import dated

_EARLIER = Path(__file__).with_name("earlier")
_NAMES = {"monday.opus", "tuesday.opus", "shows/wednesday.opus"}


@pytest.fixture
def earlier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """A copy, seen from its own folder: paths in it are relative to that."""
    for name in ("recordings", "archive"):
        shutil.copytree(_EARLIER / name, tmp_path / name)
    dated(tmp_path / "recordings")
    monkeypatch.chdir(tmp_path)
    return Bench(Path("recordings"), Path("archive"))


def _stages(bench: Bench) -> dict[str, bytes]:
    kept = bench.archive / HIDDEN / "stages"
    return {path.name: path.read_bytes() for path in kept.rglob("*.gz")}


def test_nothing_is_heard_again_and_only_what_is_made_of_the_words_is_written_anew(earlier: Bench) -> None:
    before, words = _stages(earlier), _heard(earlier)
    report = earlier.run()
    assert endings(report) == {
        "monday.opus": Status.KEPT,
        "shows/wednesday.opus": Status.KEPT,
        "tuesday.opus": Status.EDITED,
        "letter.mp3": Status.FAILED,
    }
    assert not any(task.needs_sound for task in earlier.workers.tasks if task.path.suffix == ".opus")
    (note,) = earlier.notes
    assert "search index" in note
    assert "made anew from 3 transcripts" in note
    assert _stages(earlier) == before
    assert _heard(earlier) == words


def _heard(bench: Bench) -> dict[str, object]:
    """What a transcript says that no rule has made: the recording, and its words with their times."""
    parts: dict[str, object] = {}
    for path in transcripts_of(bench.archive):
        made = json.loads(path.read_bytes())
        parts[path.name] = (made["recording"], [said["words"] for said in made["utterances"]])
    return parts


def test_a_plan_knows_that_the_words_are_kept(earlier: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    told = call(capsys, "batch", "recordings", "archive", "--dry-run", "-f", "article").err.splitlines()
    assert told[0] == "4 recordings: 4 done with other options or rules."
    assert "Only to write anew: 3, from kept words, if the engines are the same." in told


def test_the_command_with_workers_of_its_own_goes_on_with_it(earlier: Bench, tmp_path: Path) -> None:
    log = tmp_path / "heard"
    words = ("batch", "recordings", "archive", "-f", "article", "--force")
    ended = subprocess.run(
        [sys.executable, "-m", "tests.support.scripted_batch", *words], capture_output=True, text=True,
        env=environment(WORK_LOG=str(log)), timeout=120,
    )  # fmt: skip
    assert ended.returncode == 9, ended.stderr  # the letter is no recording
    assert not log.exists(), "something was heard again"
    assert "own words" not in Path("archive/tuesday.txt").read_text()


def test_what_was_edited_is_still_known_as_edited(earlier: Bench) -> None:
    earlier.run()
    assert (earlier.archive / "tuesday.txt").read_text() == "Somebody's own words.\n"
    assert list(verify(earlier.archive, earlier.items())) == [Mismatch("tuesday.txt", Finding.EDITED)]


def test_after_the_run_it_is_done_and_a_second_run_does_nothing(earlier: Bench) -> None:
    earlier.run()
    states = {name: entry.state for name, entry in earlier.items().items()}
    assert states == {**dict.fromkeys(_NAMES, State.DONE), "letter.mp3": State.FAILED}
    assert earlier.run(start=lambda: pytest.fail("a worker was started")).outcomes == ()


def test_before_any_run_it_can_be_searched_verified_and_read(
    earlier: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    found = call(capsys, "search", "archive", '"ferry strike"')
    assert found.code == 0
    assert "3 transcripts can be searched." in found.err
    assert found.out.count("ferry strike") == 3
    assert call(capsys, "search", "archive", '"ferry strike"').err == ""
    assert list(verify(earlier.archive, known_items(earlier.archive))) == [
        Mismatch("tuesday.txt", Finding.EDITED)
    ]
    assert len([from_json(path.read_bytes()) for path in transcripts_of(earlier.archive)]) == 3


def test_a_recording_that_arrives_is_heard_alone(earlier: Bench) -> None:
    shutil.copy(earlier.source / "monday.opus", earlier.source / "thursday.opus")
    with (earlier.source / "thursday.opus").open("ab") as file:
        file.write(b"\0")
    os.utime(earlier.source / "thursday.opus", (1e9, 1e9))
    assert endings(earlier.run())["thursday.opus"] is Status.DONE
    heard = [task.path.name for task in earlier.workers.tasks if task.needs_sound]
    assert heard == ["letter.mp3", "thursday.opus"]  # a letter is tried again under other rules
    assert {name for name in earlier.items() if name.endswith(".opus")} == {*_NAMES, "thursday.opus"}
