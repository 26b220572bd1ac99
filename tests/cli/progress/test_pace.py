"""How long a batch still takes."""

from __future__ import annotations

from pipeline.cli.progress.pace import Pace


def test_nothing_is_told_where_nothing_is_known() -> None:
    assert Pace().left(100.0, 5.0) is None


def test_earlier_runs_tell_until_something_was_heard() -> None:
    pace = Pace(0.5)
    assert pace.left(100.0, 5.0) == 50.0
    pace.begin(10.0)
    pace.heard("a", 40.0)
    assert pace.left(100.0, 20.0) == 25.0


def test_the_clock_begins_with_the_first_recording_and_not_with_the_loading() -> None:
    pace = Pace()
    pace.begin(100.0)
    pace.begin(105.0)
    pace.heard("a", 20.0)
    assert pace.rate(110.0) == 2.0


def test_what_was_no_hearing_is_forgotten() -> None:
    pace = Pace()
    pace.begin(0.0)
    pace.heard("a", 20.0)
    pace.forget("a")
    assert pace.rate(10.0) is None
