"""Results that are gone, emptied or cut off: never taken for done, remade without hearing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import from_json
from pipeline.archive.condition import Condition, Damage, Harm, condition_of
from pipeline.archive.report import Outcome, Status, as_text
from pipeline.batch.plan import Plan, Verdict
from pipeline.batch.run import BatchConfig
from pipeline.corrections.correct import correct
from pipeline.formats.beside import beside
from pipeline.storage.atomic import as_bytes
from pipeline.transcript.json_file import to_json
from tests.support.batch import Bench, endings


def plan(bench: Bench) -> Plan:
    """What would be done."""
    return BatchConfig(bench.source, bench.archive, bench.asked).plan(bench.items())


def cut(path: Path) -> None:
    """Keep the first half, up to within a word."""
    data = path.read_bytes()
    half = len(data) // 2
    while not data[half - 1 : half + 1].isalnum():
        half += 1
    path.write_bytes(data[:half])


def rename_voice(path: Path, name: str = "Ann Reed") -> None:
    """Correct a transcript and what lies beside it, as `pipeline correct` does."""
    before = from_json(path.read_text("utf-8"))
    label = before.utterances[0].speaker
    assert label is not None
    after = correct(before).rename(label, name).transcript
    others = list(beside(path, (before,)))
    path.write_text(to_json(after), "utf-8")
    for other in others:
        other.path.write_bytes(other.written(after))


def only(bench: Bench) -> Outcome:
    """The one outcome of a run, in which nothing was heard."""
    (outcome,) = bench.run().outcomes
    assert not any(task.needs_sound for task in bench.workers.tasks)
    return outcome


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("name", ["monday.json", "monday.txt"])
@pytest.mark.parametrize(("do", "harm"), [(Path.unlink, Harm.GONE), (empty, Harm.EMPTY), (cut, Harm.DAMAGED)])
def test_a_result_that_is_gone_empty_or_cut_off_is_remade_from_kept_words_and_named(
    bench: Bench, name: str, do: Callable[[Path], object], harm: Harm
) -> None:
    bench.asked = replace(bench.asked, asr="auto")
    bench.run()
    before = (bench.archive / "monday.txt").read_bytes()
    do(bench.archive / name)
    planned = plan(bench)
    assert planned.count(Verdict.DAMAGED) == planned.count(Verdict.DONE) == 1
    assert planned.conditions["monday.wav"].damages == (Damage(name, harm),)
    assert planned.kept == {"monday.wav"}
    outcome = only(bench)
    assert (outcome.name, outcome.ending) == ("monday.wav", Status.REMADE)
    assert f"{name} {harm}" in (outcome.message or "")
    assert (bench.archive / "monday.txt").read_bytes() == before
    assert from_json((bench.archive / "monday.json").read_bytes()).paragraphs
    assert bench.run().outcomes == ()


def test_what_is_left_of_a_cut_off_transcript_is_kept_by_name_with_what_told_of_its_corrections(
    bench: Bench,
) -> None:
    bench.run()
    rename_voice(bench.archive / "monday.json")
    article = bench.archive / "monday.txt"
    article.write_text(f"{article.read_text('utf-8')}\nBy Ann Reed.\n", "utf-8")
    told = article.read_bytes()
    cut(bench.archive / "monday.json")
    rest = (bench.archive / "monday.json").read_bytes()
    outcome = only(bench)
    assert outcome.ending is Status.REMADE
    assert "corrections that it held could not be read" in (outcome.message or "")
    assert "'monday.json.damaged'" in (outcome.message or "")
    assert (bench.archive / "monday.json.damaged").read_bytes() == rest
    assert (bench.archive / "monday.txt.kept").read_bytes() == told
    assert bench.run().outcomes == ()


def test_a_second_damage_replaces_nothing_that_was_kept_of_the_first(bench: Bench) -> None:
    bench.run()
    for _ in range(2):
        cut(bench.archive / "monday.json")
        only(bench)
    assert {"monday.json.damaged", "monday.json.damaged-2"} <= set(bench.visible())


def test_force_loses_no_damaged_transcript_either(bench: Bench) -> None:
    bench.run()
    cut(bench.archive / "monday.json")
    bench.run(force=True)
    assert "monday.json.damaged" in bench.visible()


def test_a_lost_article_of_a_corrected_transcript_comes_back_corrected(bench: Bench) -> None:
    bench.run()
    rename_voice(bench.archive / "monday.json")
    (bench.archive / "monday.txt").unlink()
    outcome = only(bench)
    assert (outcome.ending, outcome.edits) == (Status.REMADE, 1)
    assert [one.after for one in from_json((bench.archive / "monday.json").read_bytes()).edits] == [
        "Ann Reed"
    ]


def test_what_people_changed_is_edited_and_not_damaged(bench: Bench) -> None:
    bench.run()
    rename_voice(bench.archive / "monday.json")
    article = bench.archive / "shows" / "tuesday.txt"
    lines = article.read_text("utf-8").splitlines(keepends=True)
    article.write_text("".join(lines[:-1]), "utf-8")
    planned = plan(bench)
    assert planned.count(Verdict.DONE) == 2
    assert planned.edited == ("monday.wav",)


def test_a_change_by_hand_in_a_transcript_counts_as_edited(bench: Bench) -> None:
    bench.run()
    path = bench.archive / "monday.json"
    path.write_text(path.read_text("utf-8").replace("We want an answer", "We want a clear answer"), "utf-8")
    assert plan(bench).edited == ("monday.wav",)


def test_results_of_the_size_that_is_known_are_not_opened(bench: Bench) -> None:
    bench.run()
    item = bench.items()["monday.wav"]
    assert set(item.sizes) == {"monday.json", "monday.txt"}
    path = bench.archive / "monday.json"
    path.write_bytes(b"x" * path.stat().st_size)
    names = ("monday.json", "monday.txt")
    assert condition_of(bench.archive, item, names) == Condition((), 0)


def test_a_form_that_was_dropped_from_the_request_is_not_missed(bench: Bench) -> None:
    bench.run()
    bench.asked = type(bench.asked)("scripted", "scripted", bench.asked.options)
    bench.run()
    (bench.archive / "monday.txt").unlink()
    assert bench.run().outcomes == ()


def test_the_report_counts_edited_transcripts_in_every_form(bench: Bench) -> None:
    bench.run()
    rename_voice(bench.archive / "monday.json")
    report = bench.run(force=True)
    assert set(endings(report).values()) == {Status.KEPT}
    assert "2 done from kept words, 1 edited; " in as_text(report)
    assert [one.edits for one in report.outcomes] == [1, 0]


def test_a_transcript_beside_an_article_of_it_is_not_taken_for_its_beginning(bench: Bench) -> None:
    bench.run()
    article = bench.archive / "monday.txt"
    article.write_bytes(as_bytes(article.read_text("utf-8").rstrip("\n") + " Really"))
    assert plan(bench).count(Verdict.DONE) == 2
