"""What is to be done: every case of a file and of what is known of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.archive.condition import Condition, Damage, Harm
from pipeline.archive.journal import JournalEntry, State
from pipeline.batch.durations import lengths
from pipeline.batch.plan import Verdict, make_plan
from pipeline.media.scan import Found, MediaFile
from tests.support.batch import sound

FILE = MediaFile("a.wav", Path("a.wav"), 1000, 50 * 10**9)
DONE = JournalEntry("a.wav", 1000, 50 * 10**9, "d", 3.0, State.DONE, "asked")


def verdict(
    file: MediaFile, item: JournalEntry | None, *, retry_failed: bool = False, force: bool = False,
    condition: Condition | None = None,
) -> Verdict:  # fmt: skip
    """The plan's word on one file, at the hundredth second."""
    items = {item.name: item} if item else {}
    plan = make_plan(
        Found((file,)), items, lambda _: "asked", now=100.0,
        conditions={file.name: condition} if condition else {},
        retry_failed=retry_failed, force=force, settling=10.0,
    )  # fmt: skip
    return plan.verdicts[0][2]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (None, Verdict.NEW),
        (replace(DONE, state=State.WAITING), Verdict.NEW),
        (DONE, Verdict.DONE),
        (replace(DONE, asked=None), Verdict.DONE),
        (replace(DONE, size=999), Verdict.CHANGED),
        (replace(DONE, modified=1), Verdict.CHANGED),
        (replace(DONE, asked="something else"), Verdict.OTHERWISE),
        (replace(DONE, state=State.FAILED), Verdict.FAILED),
        (replace(DONE, state=State.FAILED, asked="something else"), Verdict.OTHERWISE),
        (replace(DONE, state=State.FAILED, size=999), Verdict.CHANGED),
    ],
)
def test_every_case_has_its_verdict(item: JournalEntry | None, expected: Verdict) -> None:
    assert verdict(FILE, item) is expected


def test_what_was_just_written_waits_and_clocks_ahead_do_not_matter() -> None:
    assert verdict(replace(FILE, modified=95 * 10**9), None) is Verdict.WRITING
    assert verdict(replace(FILE, modified=500 * 10**9), None) is Verdict.NEW


def test_results_that_are_gone_are_remade_and_a_name_that_is_gone_may_have_moved() -> None:
    gone = Condition((Damage("a.json", Harm.GONE),))
    assert verdict(FILE, DONE, condition=gone) is Verdict.DAMAGED
    assert verdict(FILE, replace(DONE, size=999), condition=gone) is Verdict.CHANGED
    assert verdict(FILE, DONE, condition=Condition(edits=3)) is Verdict.DONE
    assert verdict(FILE, replace(DONE, name="b.wav")) is Verdict.MOVED
    assert verdict(FILE, replace(DONE, name="b.wav", modified=1)) is Verdict.NEW


def test_retrying_and_forcing_are_said() -> None:
    assert verdict(FILE, replace(DONE, state=State.FAILED), retry_failed=True) is Verdict.AGAIN
    assert verdict(FILE, DONE, force=True) is Verdict.OTHERWISE


def test_lengths_are_known_asked_or_reckoned_from_the_size(tmp_path: Path) -> None:
    paths = [sound(tmp_path / f"{number:03}.wav", 2) for number in range(250)]
    files = [MediaFile(path.name, path, path.stat().st_size, 0) for path in paths]
    work = [(file, JournalEntry(file.name)) for file in files]
    work[7] = (files[7], replace(work[7][1], size=files[7].size, duration=77.0))
    (tmp_path / "000.wav").write_bytes(b"no sound")
    found = lengths(work)
    assert len(found) == 250
    assert (found["000.wav"], found["007.wav"]) == (0.0, 77.0)
    assert sum(found.values()) == pytest.approx(77.0 + 248 * 2.0)
