"""An archive checked: everything that no longer matches is found, nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.archive.verify import Finding, Mismatch, verify
from tests.support.batch import Bench, sound
from tests.support.cli import call


def findings(bench: Bench, *, media: bool = True) -> list[tuple[str, Finding]]:
    """What does not match."""
    return [(found.path, found.finding) for found in verify(bench.archive, bench.items(), media=media)]


@pytest.fixture
def done(bench: Bench) -> Bench:
    bench.run()
    return bench


def test_an_archive_that_nobody_touched_matches(done: Bench) -> None:
    assert findings(done) == []


def test_edited_and_lost_results_are_found(done: Bench) -> None:
    (done.archive / "monday.txt").write_text("My own words.")
    (done.archive / "shows" / "tuesday.txt").unlink()
    assert findings(done) == [("monday.txt", Finding.EDITED), ("shows/tuesday.txt", Finding.GONE)]


def test_a_damaged_transcript_is_found(done: Bench) -> None:
    (done.archive / "monday.json").write_text("{")
    assert findings(done) == [("monday.json", Finding.EDITED), ("monday.json", Finding.DAMAGED)]


def test_a_recording_that_is_gone_or_another_one_is_found(done: Bench) -> None:
    sound(done.source / "monday.wav", loud=5)
    (done.source / "shows" / "tuesday.wav").unlink()
    assert findings(done) == [
        ("monday.json", Finding.MEDIA_CHANGED), ("shows/tuesday.json", Finding.MEDIA_GONE),
    ]  # fmt: skip
    assert findings(done, media=False) == [("shows/tuesday.json", Finding.MEDIA_GONE)]


def test_a_transcript_of_nowhere_is_found_and_other_json_files_are_not(done: Bench) -> None:
    said = [{"start": 0, "end": 1, "speaker": "S1", "text": "Hello."}]
    foreign = {"schema": "broadcast-transcript/1", "language": "en", "utterances": said}
    (done.archive / "a.json").write_text(json.dumps(foreign))
    (done.archive / "package.json").write_text("{}")
    assert list(verify(done.archive, done.items())) == [Mismatch("a.json", Finding.UNTRACEABLE)]


def test_the_command_tells_each_finding_and_ends_with_nine(
    done: Bench, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert call(capsys, "verify", done.archive).err == "2 transcripts checked, 0 findings.\n"
    (done.source / "monday.wav").unlink()
    outcome = call(capsys, "verify", done.archive, "--quick")
    assert outcome.code == 9
    assert outcome.out.startswith("monday.json: its recording is gone (")
    data = json.loads(call(capsys, "verify", done.archive, "--json").out)
    assert [(found["path"], found["finding"]) for found in data["mismatches"]] == [
        ("monday.json", "recording-gone")
    ]
    assert data["counts"] == {"recording-gone": 1}
    assert call(capsys, "verify", tmp_path / "nowhere").code == 3


def test_what_was_corrected_through_the_program_matches_and_what_was_changed_by_hand_does_not(
    done: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    transcript = done.archive / "monday.json"
    label = json.loads(transcript.read_text("utf-8"))["speakers"][0]["label"]
    assert call(capsys, "correct", transcript, "--speaker", f"{label}=Ann Reed, anchor").code == 0
    assert findings(done) == []
    document = json.loads(transcript.read_text("utf-8"))
    document["speakers"][0]["name"] = "Ann Read"
    transcript.write_text(json.dumps(document))
    assert ("monday.json", Finding.EDITED) in findings(done)


def test_a_correction_does_not_hide_another_change(done: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    transcript = done.archive / "monday.json"
    call(capsys, "correct", transcript, "--title", "Ferries")
    document = json.loads(transcript.read_text("utf-8"))
    document["recognised"]["utterances"][0]["start"] += 0.5
    transcript.write_text(json.dumps(document))
    assert ("monday.json", Finding.EDITED) in findings(done)
