"""Recordings that were copied in a moment ago: waited for, as long as patience lasts, and never done half."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from pipeline.archive.report import Status, as_text
from pipeline.batch.run import BatchConfig
from pipeline.batch.stillness import Patience, Stillness
from pipeline.media.scan import MediaFile
from tests.support.batch import Bench, Inline, endings, sound


class Time:
    """A clock that goes on only where somebody waits; `meanwhile` happens at every pause."""

    def __init__(self, meanwhile: Callable[[float], object] = lambda _: None) -> None:
        self.now = 0.0
        self.meanwhile = meanwhile

    def patience(self, at_most: float = 60.0) -> Patience:
        return Patience(at_most, 10.0, 1.0, lambda: self.now, self.pause)

    def pause(self, seconds: float) -> None:
        self.now += seconds
        self.meanwhile(self.now)


def young(path: Path, seconds: int = 3, *, loud: int = 6) -> Path:
    """A recording that was written just now."""
    os.utime(sound(path, seconds, loud=loud))
    return path


def test_a_file_that_was_copied_in_a_moment_ago_is_waited_for_and_done(bench: Bench) -> None:
    young(bench.source / "young.wav")
    time = Time()
    bench.patience = time.patience()
    report = bench.run()
    assert endings(report)["young.wav"] is Status.DONE
    assert report.all_well
    assert bench.watcher.awaited == ("young.wav",)
    assert 10.0 <= time.now <= 12.0
    assert bench.run().outcomes == ()


def test_the_others_are_done_first_and_the_engines_load_once(bench: Bench) -> None:
    young(bench.source / "a young one.wav")
    bench.patience = Time().patience()
    started: list[Inline] = []

    def start() -> Inline:
        started.append(Inline())
        return started[-1]

    report = bench.run(start=start)
    assert [one.name for one in report.outcomes][-1] == "a young one.wav"
    assert [worker.stopped for worker in started] == [True]


def test_a_file_that_grows_for_a_while_is_waited_for_until_it_is_whole(bench: Bench) -> None:
    path = young(bench.source / "growing.wav")

    def grow(now: float) -> None:
        if now <= 20.0:
            with path.open("ab") as file:
                file.write(b"\0" * 3200)

    time = Time(grow)
    bench.patience = time.patience()
    assert endings(bench.run())["growing.wav"] is Status.DONE
    assert time.now >= 30.0
    assert bench.items()["growing.wav"].size == path.stat().st_size


def test_a_file_that_keeps_growing_ends_in_a_state_of_its_own_and_not_well(bench: Bench) -> None:
    path = young(bench.source / "growing.wav")

    def grow(_: float) -> None:
        with path.open("ab") as file:
            file.write(b"\0" * 3200)

    time = Time(grow)
    bench.patience = time.patience(60.0)
    report = bench.run()
    assert endings(report)["growing.wav"] is Status.WRITING
    assert not report.all_well
    assert "1 still being written" in as_text(report)
    assert 60.0 <= time.now <= 61.0
    assert not (bench.archive / "growing.json").exists()


def test_a_file_that_goes_away_while_it_is_waited_for_is_no_matter(bench: Bench) -> None:
    path = young(bench.source / "young.wav")
    bench.patience = Time(lambda _: path.unlink(missing_ok=True)).patience()
    assert set(endings(bench.run())) == {"monday.wav", "shows/tuesday.wav"}


def test_a_plan_says_for_what_it_will_wait(bench: Bench) -> None:
    young(bench.source / "young.wav")
    plan = BatchConfig(bench.source, bench.archive, bench.asked).plan({})
    assert [file.name for file in plan.unsettled] == ["young.wav"]


def test_a_file_is_still_when_neither_size_nor_time_changed_for_long_enough() -> None:
    now = [0.0]
    stillness = Stillness(10.0, lambda: now[0])
    file = MediaFile("a.wav", Path("a.wav"), 1, 1)
    assert stillness.still((file,)) == ()
    now[0] = 9.9
    assert stillness.still((file,)) == ()
    now[0] = 10.0
    assert stillness.still((file,)) == (file,)
    stillness.forget("a.wav")
    assert stillness.still((file,)) == ()
    touched = MediaFile("a.wav", Path("a.wav"), 1, 2)
    now[0] = 25.0
    assert stillness.still((touched,)) == ()


def test_without_a_time_to_settle_everything_is_still_at_once() -> None:
    file = MediaFile("a.wav", Path("a.wav"), 1, 1)
    assert Stillness(0.0).still((file,)) == (file,)
