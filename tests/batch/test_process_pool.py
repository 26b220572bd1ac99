"""Workers that are real processes, some of which die."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from pipeline.archive.report import Status
from pipeline.batch.process_pool import Processes
from pipeline.errors import DiskError, EngineError, ModelError
from pipeline.options import Options
from tests.support.batch import Bench, endings, sound
from tests.support.cli import environment
from tests.support.workers import full_disk, hanging, mortal, stillborn, unloadable


@pytest.mark.parametrize("count", [1, 2])
def test_processes_do_what_one_worker_here_does(bench: Bench, count: int) -> None:
    for loud in (4, 5, 6):
        sound(bench.source / f"{loud}.wav", loud=loud)
    report = bench.run(start=partial(Processes, count, mortal))
    assert set(endings(report).values()) == {Status.DONE}
    assert len(endings(report)) == 5
    assert sorted(bench.watcher.begun) == sorted(endings(report))


def test_a_recording_over_which_two_workers_die_is_set_aside_and_the_rest_is_done(bench: Bench) -> None:
    sound(bench.source / "deadly.wav", 6)
    report = bench.run(start=partial(Processes, 2, mortal))
    assert endings(report).pop("deadly.wav") is Status.FAILED
    assert sorted(endings(report).values()) == [Status.DONE, Status.DONE, Status.FAILED]
    (failed,) = report.failed
    assert failed.code == EngineError.exit_code
    assert "died 2 times" in str(failed.message)
    assert bench.run().outcomes == ()


def test_an_engine_that_hangs_costs_its_own_recording_and_the_rest_is_done(bench: Bench) -> None:
    sound(bench.source / "hangs.wav", 6)
    for loud in (3, 4, 5):
        sound(bench.source / f"{loud}.wav", loud=loud)
    report = bench.run(start=partial(Processes, 1, hanging), options=Options(engine_stalled_after=1.0))
    assert endings(report).pop("hangs.wav") is Status.FAILED
    assert sorted(endings(report).values()) == [*[Status.DONE] * 5, Status.FAILED]
    (failed,) = report.failed
    assert failed.code == EngineError.exit_code
    assert failed.message == (
        "The engine made no progress for 1 s (writing the words) and was ended. "
        "--engine-stalled-after allows more."
    )


def test_engines_that_cannot_be_loaded_end_the_run_with_their_own_error(bench: Bench) -> None:
    with pytest.raises(ModelError, match=r"The model is missing\. Pull it\."):
        bench.run(start=partial(Processes, 2, unloadable))


def test_a_worker_s_error_arrives_as_it_was_raised(bench: Bench) -> None:
    with pytest.raises(DiskError) as caught:
        bench.run(start=partial(Processes, 1, full_disk))
    assert (caught.value.message, caught.value.hint) == ("The disk is full.", "Make room.")


def test_workers_that_only_die_end_the_run(bench: Bench) -> None:
    with pytest.raises(EngineError, match="die while they load"):
        bench.run(start=partial(Processes, 1, stillborn))


def start_batch(bench: Bench, slow: float) -> subprocess.Popen[bytes]:
    """The command in a process of its own, its workers with scripted engines."""
    words = ["batch", str(bench.source), str(bench.archive), "-f", "article", "--jobs", "2", "-q"]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.support.scripted_batch", *words],
        env=environment(SLOW_SECONDS=str(slow)),
        start_new_session=True,
    )


def processes_of(session: int) -> list[int]:
    """Living processes of a session, by what the system says."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
def test_after_a_kill_no_worker_lives_on_nothing_is_lost_and_nothing_done_twice(bench: Bench) -> None:
    for loud in (3, 4, 5, 6):
        sound(bench.source / f"{loud}.wav", loud=loud)
    with start_batch(bench, 0.5) as run:
        while not any(bench.archive.rglob("*.json")):
            time.sleep(0.05)
        os.kill(run.pid, signal.SIGKILL)
    deadline = time.monotonic() + 20
    while processes_of(run.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert processes_of(run.pid) == []
    done = {name: (bench.archive / name).read_bytes() for name in bench.visible() if name.endswith(".json")}
    with start_batch(bench, 0.0) as run:
        assert run.wait(60) == 0
    assert len(bench.visible()) == 12
    finished = {item.base for item in bench.items().values()}
    assert len(finished) == 6
    kept = [name for name, data in done.items() if (bench.archive / name).read_bytes() == data]
    assert len(kept) >= len(done) - 2  # those whose journal entry was still to be written


def test_an_interrupted_run_says_so_and_goes_on_later(bench: Bench) -> None:
    with start_batch(bench, 30.0) as run:
        while not (bench.archive / ".pipeline" / "stages").exists():
            time.sleep(0.05)
        time.sleep(1.0)
        os.kill(run.pid, signal.SIGINT)
        assert run.wait(30) == 130
    shutil.rmtree(bench.archive)
