"""Whole batches with scripted engines: what is done, what is not done twice, and what nobody may lose."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import from_json
from pipeline.archive import results
from pipeline.archive.journal import State
from pipeline.archive.layout import HIDDEN
from pipeline.archive.report import Status
from pipeline.archive.session import opened
from pipeline.batch.run import BatchConfig
from pipeline.corrections.correct import correct
from pipeline.engines.contract import Progress, SpeakerCount
from pipeline.engines.diarization import Diarization, Turn
from pipeline.engines.fake import ScriptedDiarizer, ScriptedRecognizer
from pipeline.errors import DiskError, OutputError
from pipeline.media.waveform import Waveform
from pipeline.options import Options
from pipeline.storage import atomic as output
from pipeline.transcriber import Pipeline
from pipeline.transcript.json_file import to_json
from pipeline.transcript.model import Source
from pipeline.transcript.provenance import Reasons
from tests.support.batch import Bench, DeafDiarizer, aged, endings, scripted, sound, with_diarizer
from tests.support.media_forms import cut_at, form

BOTH = ["monday.json", "monday.txt", "shows/tuesday.json", "shows/tuesday.txt"]


def test_every_recording_has_its_results_at_the_same_place_in_the_archive(bench: Bench) -> None:
    report = bench.run()
    assert endings(report) == {"monday.wav": Status.DONE, "shows/tuesday.wav": Status.DONE}
    assert bench.visible() == BOTH
    assert report.all_well
    assert report.heard == pytest.approx(6.0, abs=0.1)


def test_a_second_run_finds_nothing_to_do_and_starts_no_worker(bench: Bench) -> None:
    bench.run()
    before = (bench.archive / "monday.json").read_bytes()
    report = bench.run(start=lambda: pytest.fail("a worker was started"))
    assert report.outcomes == ()
    assert (bench.archive / "monday.json").read_bytes() == before


def test_one_bad_file_does_not_stop_the_others(bench: Bench) -> None:
    for name, data in {"empty.wav": b"", "letter.mp3": b"Dear all,"}.items():
        (bench.source / name).write_bytes(data)
        aged(bench.source / name)
    report = bench.run()
    assert endings(report)["empty.wav"] is endings(report)["letter.mp3"] is Status.FAILED
    assert bench.visible() == BOTH
    assert not report.all_well
    assert {item.name: item.code for item in bench.items().values() if item.code} == {
        "empty.wav": 3,
        "letter.mp3": 3,
    }


def test_what_failed_is_tried_again_only_on_request_or_when_it_changed(bench: Bench) -> None:
    bad = bench.source / "late.wav"
    bad.write_bytes(b"RIFF")
    aged(bad)
    bench.run()
    assert bench.run().outcomes == ()
    assert endings(bench.run(retry_failed=True)) == {"late.wav": Status.FAILED}
    sound(bad, loud=6)
    assert endings(bench.run()) == {"late.wav": Status.DONE}
    assert bench.items()["late.wav"].code is None


def test_other_roles_or_titles_need_no_engine_again(bench: Bench) -> None:
    bench.run()
    report = bench.run(options=Options(source="Example News"))
    assert set(endings(report).values()) == {Status.KEPT}
    assert not any(task.needs_sound for task in bench.workers.tasks)
    assert "Example News" in (bench.archive / "monday.txt").read_text()


def test_what_changes_the_words_is_recognised_again_along_the_kept_turns(bench: Bench) -> None:
    bench.run()
    report = bench.run(options=Options(beam=5))
    assert set(endings(report).values()) == {Status.DONE}
    assert all(task.turns and not task.text for task in bench.workers.tasks)


def test_another_model_makes_kept_results_useless(bench: Bench) -> None:
    bench.run()
    newsroom = scripted()
    vars(newsroom.recognizer)["engine"] = type(newsroom.recognizer.engine)(
        "scripted recognizer", models={"a": "b"}
    )
    bench.run(force=True, newsroom=newsroom)
    assert all(task.turns and not task.text for task in bench.workers.tasks)


def test_why_an_engine_was_chosen_is_no_reason_to_hear_anything_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.run()
    chosen = scripted()
    monkeypatch.setattr(Pipeline, "reasons", Reasons("the best", "the only one"))
    other = Options(source="Example News")
    assert set(endings(bench.run(options=other, newsroom=chosen)).values()) == {Status.KEPT}
    made = from_json((bench.archive / "monday.json").read_bytes()).provenance
    assert made is not None
    assert made.recognizer is not None
    assert made.recognizer.extra == {"chosen": "the best"}
    asked = replace(bench.asked, options=Options(source="Another"), asr="auto")
    assert BatchConfig(bench.source, bench.archive, asked).plan(bench.items()).kept == set(bench.items())


def test_damaged_kept_results_are_made_again(bench: Bench) -> None:
    bench.run()
    for path in (bench.archive / HIDDEN / "stages").rglob("*.gz"):
        path.write_bytes(path.read_bytes()[:-9])
    assert set(endings(bench.run(force=True)).values()) == {Status.DONE}


def test_equal_content_is_recognised_once_and_has_results_of_its_own(bench: Bench) -> None:
    shutil.copy2(bench.source / "monday.wav", bench.source / "copy of monday.wav")
    report = bench.run()
    assert sorted(endings(report).values()) == [Status.COPY, Status.DONE, Status.DONE]
    assert sum(task.needs_sound for task in bench.workers.tasks) == 2
    recording = from_json((bench.archive / "copy of monday.json").read_text()).recording
    assert recording is not None
    assert recording.path.endswith("copy of monday.wav")


def test_a_renamed_recording_is_not_recognised_again(bench: Bench) -> None:
    bench.run()
    (bench.source / "monday.wav").rename(bench.source / "renamed.wav")
    assert endings(bench.run()) == {"renamed.wav": Status.MOVED}


def test_a_file_that_was_only_touched_needs_no_work(bench: Bench) -> None:
    bench.run()
    os.utime(bench.source / "monday.wav", (1e9, 1e9))
    report = bench.run(start=lambda: pytest.fail("a worker was started"))
    assert endings(report) == {"monday.wav": Status.UNCHANGED}
    assert bench.run().outcomes == ()


def test_what_somebody_edited_is_left_alone_until_it_is_said(bench: Bench) -> None:
    bench.run()
    edited = bench.archive / "monday.txt"
    edited.write_text("My own words.")
    report = bench.run(options=Options(source="Example News"))
    assert endings(report) == {"monday.wav": Status.EDITED, "shows/tuesday.wav": Status.KEPT}
    assert edited.read_text() == "My own words."
    assert bench.run(options=Options(source="Example News")).outcomes == ()
    bench.run(options=Options(source="Example News"), force=True)
    assert edited.read_text() != "My own words."


def test_a_file_of_somebody_else_in_the_way_is_no_result_of_ours(bench: Bench) -> None:
    bench.archive.mkdir()
    (bench.archive / "monday.txt").write_text("A shopping list.")
    report = bench.run()
    assert endings(report)["monday.wav"] is Status.FAILED
    assert bench.items()["monday.wav"].code == 7
    assert bench.visible() == ["monday.txt", "shows/tuesday.json", "shows/tuesday.txt"]


def test_a_failed_diarization_does_not_lose_the_words(bench: Bench) -> None:
    report = bench.run(newsroom=with_diarizer(DeafDiarizer()))
    assert set(endings(report).values()) == {Status.FAILED}
    transcript = from_json((bench.archive / "monday.json").read_text())
    assert "ferry strike" in transcript.utterances[0].text
    assert transcript.speakers == ()
    assert transcript.provenance is not None
    assert "could not be told apart" in transcript.provenance.notes[0]
    assert set(endings(bench.run(retry_failed=True)).values()) == {Status.DONE}
    assert from_json((bench.archive / "monday.json").read_text()).speakers


def test_two_recordings_that_differ_in_their_ending_only_keep_it(bench: Bench) -> None:
    sound(bench.source / "MONDAY.WAV", loud=5)
    sound(bench.source / "monday.w64", loud=4)
    bench.run()
    assert len(bench.visible()) == 8
    bases = {item.base for item in bench.items().values()}
    assert len({base.casefold() for base in bases if base}) == 4


def test_a_file_that_is_still_being_written_is_left_for_the_next_run(bench: Bench) -> None:
    young = sound(bench.source / "young.wav", loud=6)
    os.utime(young)
    report = bench.run()
    assert endings(report)["young.wav"] is Status.WRITING
    assert not report.all_well
    aged(young)
    assert endings(bench.run()) == {"young.wav": Status.DONE}


def test_silence_is_a_failure_of_its_own_and_is_not_heard_again(bench: Bench) -> None:
    newsroom = Pipeline(ScriptedRecognizer({}), scripted().diarizer)
    report = bench.run(newsroom=newsroom)
    assert {outcome.code for outcome in report.outcomes} == {3}
    assert "No speech" in str(report.outcomes[0].message)
    assert bench.run().outcomes == ()


@pytest.mark.parametrize(
    "name", ["새 소식.wav", "أخبار.wav", "nouvelles d’été.wav", "a\nb.wav", b"latin\xe9.wav"]
)
def test_names_in_any_script_even_undecodable_ones_are_names(bench: Bench, name: str | bytes) -> None:
    text = os.fsdecode(name)
    sound(bench.source / text, loud=6)
    assert endings(bench.run())[text] is Status.DONE
    assert text in bench.items()
    assert (bench.archive / text).with_suffix(".json").exists()
    assert bench.run().outcomes == ()


def test_two_runs_on_one_archive_cannot_collide(bench: Bench) -> None:
    bench.run()
    with (
        opened(bench.archive, bench.source),
        pytest.raises(OutputError, match=r"Another run works on .*process \d+ on "),
    ):
        bench.run()


def test_a_damaged_journal_is_made_again_from_the_transcripts_and_says_so(bench: Bench) -> None:
    bench.run()
    edited = bench.archive / "monday.txt"
    edited.write_text("My own words.")
    journal = bench.archive / HIDDEN / "journal.sqlite3"
    journal.write_bytes(b"SQLite format 3\0" + bytes(5000))
    report = bench.run(start=lambda: pytest.fail("a worker was started"))
    assert set(endings(report).values()) == {Status.UNCHANGED}
    assert "damaged" in bench.notes[0]
    assert "2 transcripts" in bench.notes[1]
    assert edited.read_text() == "My own words."
    assert len(list(journal.parent.glob("journal.damaged-*"))) == 1
    bench.run(options=Options(source="Example News"))
    assert edited.read_text() == "My own words."


def test_a_lost_journal_is_made_again_too(bench: Bench) -> None:
    bench.run()
    for path in (bench.archive / HIDDEN).glob("journal*"):
        path.unlink()
    assert set(endings(bench.run()).values()) == {Status.UNCHANGED}


def test_a_full_disk_ends_the_run_and_the_next_one_goes_on(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskError("Cannot write: the disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(results, "write_bytes", full)
        with pytest.raises(DiskError):
            bench.run()
    assert bench.workers.stopped
    assert bench.visible() == []
    assert all(item.state is State.WAITING for item in bench.items().values())
    assert set(endings(bench.run()).values()) <= {Status.DONE, Status.KEPT, Status.COPY}
    assert bench.visible() == BOTH


def test_an_archive_that_vanishes_is_not_made_anew(bench: Bench) -> None:
    class Vanishing(ScriptedDiarizer):
        def diarize(self, waveform: Waveform, count: SpeakerCount, progress: Progress) -> Diarization:
            shutil.rmtree(bench.archive)
            return super().diarize(waveform, count, progress)

    newsroom = with_diarizer(Vanishing([Turn(0.0, 3.0, "a")]))
    with pytest.raises(DiskError):
        bench.run(newsroom=newsroom)
    assert not bench.archive.exists()


def test_results_beside_the_recordings_are_possible(bench: Bench) -> None:
    together = Bench(bench.source, bench.source)
    assert set(endings(together.run()).values()) == {Status.DONE}
    assert together.run().outcomes == ()


def test_an_archive_inside_the_source_is_not_taken_for_recordings(bench: Bench) -> None:
    inside = Bench(bench.source, bench.source / "archive")
    inside.run()
    sound(inside.archive / "stray.wav")
    assert inside.run().outcomes == ()


def test_a_kill_between_two_results_leaves_nothing_that_is_in_the_way(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []
    true = output.write_bytes

    def dying(path: Path, data: bytes, *, force: bool) -> None:
        true(path, data, force=force)
        written.append(path)
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(results, "write_bytes", dying)
        with pytest.raises(SystemExit):
            bench.run()
    assert [path.name for path in written] == ["monday.txt"]
    bench.run()
    assert bench.visible() == BOTH


def test_corrections_are_carried_over_where_a_transcript_is_made_anew(bench: Bench) -> None:
    bench.run()
    path = bench.archive / "monday.json"
    transcript = from_json(path.read_text())
    label = transcript.utterances[0].speaker
    assert label is not None
    path.write_text(to_json(correct(transcript).rename(label, "Ann Reed").transcript))
    report = bench.run(options=Options(source="Example News"))
    assert set(endings(report).values()) == {Status.KEPT}
    again = from_json(path.read_text())
    assert again.source == Source("Example News")
    assert [(edit.after, edit.unplaced) for edit in again.edits] == [("Ann Reed", None)]
    speaker = again.speaker(label)
    assert speaker is not None
    assert speaker.name == "Ann Reed"


def test_a_correction_without_a_place_is_kept_and_told(bench: Bench) -> None:
    bench.run()
    path = bench.archive / "monday.json"
    transcript = from_json(path.read_text())
    word = transcript.utterances[0].text.split()[0].strip(".,")
    corrected = correct(transcript).replace(word, "Rudd").transcript
    waits = [replace(edit, before="Xerxes") for edit in corrected.edits]
    path.write_text(to_json(replace(corrected, edits=tuple(waits))))
    report = bench.run(options=Options(source="Example News"), force=True)
    messages = [outcome.message for outcome in report.outcomes if outcome.name == "monday.wav"]
    assert messages[0] is not None
    assert messages[0].startswith(f"corrections kept without a place: {len(waits)}, as 00:00:0")
    assert [edit.before for edit in from_json(path.read_text()).edits] == ["Xerxes"] * len(waits)


def test_the_report_tells_of_holes_also_where_the_words_were_kept(bench: Bench) -> None:
    (bench.source / "broken.opus").write_bytes(cut_at(0.6)(form("opus.opus")))
    aged(bench.source / "broken.opus")
    report = bench.run()
    assert report.incomplete == 1
    assert report.all_well
    told = next(one for one in report.outcomes if one.name == "broken.opus")
    assert (told.holes, told.message) == (1, "Incomplete: the recording breaks off at 00:00:06.")
    again = bench.run(options=Options(title="Another"))
    kept = next(one for one in again.outcomes if one.name == "broken.opus")
    assert (kept.ending, kept.holes) == (Status.KEPT, 1)


def test_a_result_that_cannot_be_written_stops_no_other(bench: Bench) -> None:
    sound(bench.source / f"{'n' * 251}.wav")
    sound(bench.source / "noon.wav", loud=5)
    (bench.archive / "noon.json").mkdir(parents=True)
    (bench.archive / "shows").write_text("a file in the place of a folder")
    ended = endings(bench.run())
    assert ended.pop("monday.wav") is Status.DONE
    assert set(ended.values()) == {Status.FAILED}
    assert (bench.archive / "monday.json").is_file()
