"""Recordings under another name: their results and corrections go along, nothing else is touched."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline import from_json
from pipeline.archive.journal import Journal, State
from pipeline.archive.query import Query
from pipeline.archive.report import Status, as_text
from pipeline.archive.search import search
from pipeline.archive.verify import verify
from pipeline.batch.plan import Verdict
from pipeline.batch.run import BatchConfig
from pipeline.corrections.correct import correct
from pipeline.options import Options
from pipeline.storage import atomic
from pipeline.transcript.json_file import to_json
from tests.support.batch import Bench, aged, endings


def rename_voice(path: Path) -> None:
    transcript = from_json(path.read_text("utf-8"))
    label = transcript.utterances[0].speaker
    assert label is not None
    path.write_text(to_json(correct(transcript).rename(label, "Ann Reed").transcript), "utf-8")


@pytest.fixture
def moved(bench: Bench) -> Bench:
    """A corrected programme whose recording lies in another folder now."""
    bench.run()
    rename_voice(bench.archive / "shows" / "tuesday.json")
    (bench.source / "old").mkdir()
    (bench.source / "shows" / "tuesday.wav").rename(bench.source / "old" / "day two.wav")
    return bench


def edits(path: Path) -> list[str | None]:
    return [edit.after for edit in from_json(path.read_bytes()).edits]


def test_results_and_corrections_go_along_and_no_worker_starts(moved: Bench) -> None:
    report = moved.run(start=lambda: pytest.fail("a worker was started"))
    assert endings(report) == {"old/day two.wav": Status.MOVED}
    assert report.outcomes[0].message == "moved from shows/tuesday.wav"
    assert "1 taken along under another name, 1 edited" in as_text(report)
    assert moved.visible() == ["monday.json", "monday.txt", "old/day two.json", "old/day two.txt"]
    assert not (moved.archive / "shows").exists()
    assert edits(moved.archive / "old" / "day two.json") == ["Ann Reed"]
    recording = from_json((moved.archive / "old" / "day two.json").read_bytes()).recording
    assert recording is not None
    assert recording.path == str(moved.source / "old" / "day two.wav")
    assert set(moved.items()) == {"monday.wav", "old/day two.wav"}
    assert moved.run().outcomes == ()


def test_the_archive_is_found_right_afterwards_and_the_index_knows_the_new_place(moved: Bench) -> None:
    moved.run()
    found = {one.path for one in verify(moved.archive, moved.items())}
    assert found <= {"old/day two.txt"}  # the article was not corrected with the transcript in this test
    hits = search(moved.archive, Query("ferry")).hits
    assert {hit.programme.path for hit in hits} == {"monday.json", "old/day two.json"}


def test_a_plan_says_what_seems_to_be_moved_and_counts_nothing_to_hear(moved: Bench) -> None:
    plan = BatchConfig(moved.source, moved.archive, moved.asked).plan(moved.items())
    assert plan.count(Verdict.MOVED) == 1
    assert plan.kept == {"old/day two.wav"}


def test_a_recording_that_was_touched_on_its_way_is_known_by_its_content(moved: Bench) -> None:
    os.utime(moved.source / "old" / "day two.wav", (1e9, 1e9))
    assert endings(moved.run()) == {"old/day two.wav": Status.MOVED}


def test_a_copy_stays_a_copy(bench: Bench) -> None:
    bench.run()
    rename_voice(bench.archive / "monday.json")
    shutil.copy2(bench.source / "monday.wav", bench.source / "copy.wav")
    assert endings(bench.run()) == {"copy.wav": Status.COPY}
    assert edits(bench.archive / "monday.json") == ["Ann Reed"]
    assert edits(bench.archive / "copy.json") == []


def test_a_copy_from_another_source_takes_nothing_away(bench: Bench, tmp_path: Path) -> None:
    bench.run()
    other = tmp_path / "elsewhere"
    other.mkdir()
    shutil.copy2(bench.source / "monday.wav", other / "again.wav")
    assert endings(Bench(other, bench.archive).run()) == {"again.wav": Status.COPY}
    (bench.source / "monday.wav").unlink()
    shutil.copy2(other / "again.wav", other / "third.wav")
    assert endings(Bench(other, bench.archive).run()) == {"third.wav": Status.COPY}
    assert "monday.json" in bench.visible()


def test_other_options_are_followed_in_the_same_run(moved: Bench) -> None:
    report = moved.run(options=Options(source="Example News"))
    outcome = next(one for one in report.outcomes if one.name == "old/day two.wav")
    assert (outcome.ending, outcome.message, outcome.edits) == (
        Status.KEPT,
        "moved from shows/tuesday.wav",
        1,
    )
    assert "Example News" in (moved.archive / "old" / "day two.txt").read_text("utf-8")
    assert edits(moved.archive / "old" / "day two.json") == ["Ann Reed"]


def test_a_foreign_file_at_the_new_place_is_not_replaced_and_nothing_is_lost(moved: Bench) -> None:
    (moved.archive / "old").mkdir()
    (moved.archive / "old" / "day two.txt").write_text("A shopping list.")
    report = moved.run()
    assert endings(report) == {"old/day two.wav": Status.FAILED}
    assert report.outcomes[0].code == 7
    assert (moved.archive / "old" / "day two.txt").read_text() == "A shopping list."
    assert edits(moved.archive / "shows" / "tuesday.json") == ["Ann Reed"]
    (moved.archive / "old" / "day two.txt").unlink()
    assert endings(moved.run(retry_failed=True)) == {"old/day two.wav": Status.MOVED}


def test_another_ending_only_keeps_the_results_where_they_are(bench: Bench) -> None:
    bench.run()
    rename_voice(bench.archive / "monday.json")
    (bench.source / "monday.wav").rename(bench.source / "monday.w64")
    aged(bench.source / "monday.w64")
    report = bench.run()
    assert [(one.name, one.ending, one.message) for one in report.outcomes] == [
        ("monday.w64", Status.MOVED, "moved from monday.wav")
    ]
    assert bench.items()["monday.w64"].base == "monday"
    assert edits(bench.archive / "monday.json") == ["Ann Reed"]
    assert bench.run().outcomes == ()


def test_a_change_that_nobody_can_explain_goes_along_and_stays_a_finding(bench: Bench) -> None:
    bench.run()
    (bench.archive / "monday.txt").write_text("My own words.\n")
    (bench.source / "monday.wav").rename(bench.source / "first.wav")
    assert endings(bench.run()) == {"first.wav": Status.MOVED}
    assert (bench.archive / "first.txt").read_text() == "My own words.\n"
    assert [one.path for one in verify(bench.archive, bench.items())] == ["first.txt"]


def test_a_recording_whose_transcript_is_lost_as_well_is_made_anew_from_kept_words(bench: Bench) -> None:
    bench.run()
    (bench.archive / "monday.json").unlink()
    (bench.source / "monday.wav").rename(bench.source / "first.wav")
    assert endings(bench.run()) == {"first.wav": Status.COPY}
    assert {"first.json", "first.txt"} <= set(bench.visible())


def test_two_copies_of_a_lost_recording_share_it_once(bench: Bench) -> None:
    bench.run()
    shutil.copy2(bench.source / "monday.wav", bench.source / "a.wav")
    (bench.source / "monday.wav").rename(bench.source / "b.wav")
    assert sorted(endings(bench.run()).items()) == [("a.wav", Status.MOVED), ("b.wav", Status.COPY)]


@pytest.mark.parametrize("step", range(9))
@pytest.mark.parametrize("name", ["old/day two.wav", "shows/tuesday.w64"])
def test_a_kill_at_any_step_loses_nothing_and_the_next_run_ends_it(
    moved: Bench, monkeypatch: pytest.MonkeyPatch, name: str, step: int
) -> None:
    """Steps are all that changes the disk: rows of the journal, files written, files taken away."""
    left = [step]
    (moved.source / "old" / "day two.wav").rename(moved.source / name)
    base = name.rpartition(".")[0]

    def dying(true: object) -> object:
        def call(*words: object, **named: object) -> object:
            if left[0] == 0:
                raise KeyboardInterrupt
            left[0] -= 1
            return true(*words, **named)  # type: ignore[operator]

        return call

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "put", dying(Journal.put))
        patch.setattr(Journal, "rename", dying(Journal.rename))
        patch.setattr("pipeline.archive.results.write_bytes", dying(atomic.write_bytes))
        patch.setattr(Path, "unlink", dying(Path.unlink))
        with suppress(KeyboardInterrupt):
            moved.run()
    moved.run()
    assert moved.visible() == ["monday.json", "monday.txt", f"{base}.json", f"{base}.txt"]
    assert edits(moved.archive / f"{base}.json") == ["Ann Reed"]
    items = moved.items()
    assert set(items) == {"monday.wav", name}
    assert items[name].state is State.DONE
    assert moved.run().outcomes == ()
