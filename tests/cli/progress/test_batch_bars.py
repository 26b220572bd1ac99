"""What a terminal shows of a batch."""

from __future__ import annotations

import time

import pytest

from pipeline.archive.report import Outcome, Status
from pipeline.cli.progress.batch_bars import Bars
from pipeline.progress import Stage


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, to be set."""
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def shown(bars: Bars) -> str:
    """The line for the whole."""
    task = bars._progress.tasks[0]
    return f"{task.description} | {task.fields['note']}"


def test_files_done_and_time_left_go_by_what_was_heard(clock: list[float]) -> None:
    bars = Bars()
    bars.lengths = {"a.wav": 600.0, "b.wav": 600.0, "c.wav": 600.0}
    bars._kept = frozenset({"c.wav"})
    with bars:
        assert shown(bars).startswith("loading the engines")
        clock[0] = 50.0  # spent on loading
        bars.began("a.wav")
        clock[0] = 350.0
        bars.moved("a.wav", Stage.RECOGNIZE, 1.0)
        bars.ended(Outcome("a.wav", Status.DONE, 600.0, 300.0))
        assert shown(bars) == "1 of 3 done, 10 of 30 minutes | 2.0 times as fast as spoken, 5 min 00 s left"


def test_what_was_only_written_anew_does_not_make_the_rest_look_quick(clock: list[float]) -> None:
    bars = Bars()
    bars.lengths = {"a.wav": 600.0, "b.wav": 600.0}
    with bars:
        bars.began("a.wav")
        clock[0] = 1.0
        bars.ended(Outcome("a.wav", Status.KEPT, 600.0, 1.0))
        assert shown(bars) == "1 of 2 done, 10 of 20 minutes | "
