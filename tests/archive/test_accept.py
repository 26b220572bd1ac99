"""Changes by hand become corrections where nothing else can have been changed, and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import from_json
from pipeline.archive.accept import accept
from pipeline.archive.query import Query
from pipeline.archive.search import search
from pipeline.archive.session import opened, reopened
from pipeline.archive.verify import Finding, verify
from pipeline.errors import OutputError
from pipeline.options import Options
from pipeline.storage import atomic
from tests.support.batch import Bench
from tests.support.cli import call

_Document = dict[str, Any]


@pytest.fixture
def done(bench: Bench) -> Bench:
    bench.run()
    return bench


def change(path: Path, how: Callable[[_Document], object]) -> None:
    """Change a transcript as people do in an editor."""
    document = json.loads(path.read_text("utf-8"))
    how(document)
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")


def name_voice(document: _Document) -> None:
    document["speakers"][0]["name"] = "Ann Reed"


def findings(bench: Bench) -> list[tuple[str, Finding]]:
    return [(found.path, found.finding) for found in verify(bench.archive, bench.items())]


def accepted(bench: Bench) -> list[tuple[str, str | None]]:
    with reopened(bench.archive) as archive:
        found = list(accept(bench.archive, archive.items, archive.journal, archive.index))
    return [(one.path, edit.after) for one in found for edit in one.edits]


def test_a_change_by_hand_is_accepted_and_the_next_check_finds_nothing(done: Bench) -> None:
    path = done.archive / "monday.json"
    change(path, name_voice)
    assert findings(done) == [("monday.json", Finding.EDITED)]
    assert accepted(done) == [("monday.json", "Ann Reed")]
    assert findings(done) == []
    assert [edit.after for edit in from_json(path.read_bytes()).edits] == ["Ann Reed"]
    assert done.items()["monday.wav"].edits == 1
    assert accepted(done) == []


def test_what_was_made_from_the_transcript_is_written_anew_and_can_be_searched(done: Bench) -> None:
    def reword(document: _Document) -> None:
        document["utterances"][1]["text"] = "We want a clear answer."

    change(done.archive / "monday.json", reword)
    assert accepted(done)
    assert "We want a clear answer." in (done.archive / "monday.txt").read_text("utf-8")
    assert findings(done) == []
    assert {hit.programme.path for hit in search(done.archive, Query("clear")).hits} == {"monday.json"}


def test_accepted_edits_survive_another_run_and_can_be_corrected_on(
    done: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    path = done.archive / "monday.json"
    change(path, name_voice)
    accepted(done)
    assert call(capsys, "correct", path, "--title", "Ferries").code == 0
    assert findings(done) == []
    done.run(options=Options(source="Example News"))
    assert [edit.after for edit in from_json(path.read_bytes()).edits] == ["Ann Reed", "Ferries"]
    assert findings(done) == []


def test_what_is_no_correction_stays_a_finding_and_is_not_touched(done: Bench) -> None:
    def shift(document: _Document) -> None:
        name_voice(document)
        document["utterances"][0]["start"] += 0.5

    path = done.archive / "monday.json"
    change(path, shift)
    (done.archive / "shows" / "tuesday.txt").write_text("My own words.\n")
    before = path.read_bytes()
    assert accepted(done) == []
    assert path.read_bytes() == before
    assert findings(done) == [("monday.json", Finding.EDITED), ("shows/tuesday.txt", Finding.EDITED)]


def test_an_article_of_somebody_else_beside_it_is_left_alone(done: Bench) -> None:
    (done.archive / "monday.txt").write_text("My own words.\n")
    change(done.archive / "monday.json", name_voice)
    assert accepted(done) == [("monday.json", "Ann Reed")]
    assert (done.archive / "monday.txt").read_text() == "My own words.\n"
    assert findings(done) == [("monday.txt", Finding.EDITED)]


@pytest.mark.parametrize("step", range(2))
def test_a_kill_between_two_files_can_be_accepted_once_more(
    done: Bench, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    def reword(document: _Document) -> None:
        document["utterances"][1]["text"] = "We want a clear answer."

    change(done.archive / "monday.json", reword)
    left = [step]

    def dying(path: Path, data: bytes, *, force: bool) -> None:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        atomic.write_bytes(path, data, force=force)

    with monkeypatch.context() as patch:
        patch.setattr("pipeline.archive.accept.write_bytes", dying)
        with pytest.raises(KeyboardInterrupt):
            accepted(done)
    assert len(accepted(done)) == 1
    assert findings(done) == []
    assert "We want a clear answer." in (done.archive / "monday.txt").read_text("utf-8")


def test_the_command_tells_each_correction_and_ends_well(
    done: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    change(done.archive / "monday.json", name_voice)
    label = json.loads((done.archive / "monday.json").read_text("utf-8"))["speakers"][0]["label"]
    outcome = call(capsys, "verify", done.archive, "--accept")
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.splitlines() == [
        f"accepted: monday.json: {label} name: nothing -> 'Ann Reed'",
        "1 correction accepted.",
        "2 transcripts checked, 0 findings.",
    ]


def test_nothing_is_accepted_while_a_run_is_going_on(done: Bench) -> None:
    change(done.archive / "monday.json", name_voice)
    with opened(done.archive, done.source), pytest.raises(OutputError, match="Another run works on"):
        accepted(done)


def test_without_a_journal_there_is_nothing_to_prove_it_by(
    done: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (done.archive / ".pipeline").glob("journal*"):
        path.unlink()
    outcome = call(capsys, "verify", done.archive, "--accept")
    assert (outcome.code, "its journal is missing" in outcome.err) == (3, True)
