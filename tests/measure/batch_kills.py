"""`python -m tests.measure.batch_kills [N]`: what N (50) kills at random moments cost a batch.

Each kill is a SIGKILL for the whole run or for one of its processes, at random; then the same command again.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from pipeline.archive.journal import State
from tests.batch.test_process_pool import processes_of, start_batch
from tests.support.batch import Bench, sound

_RECORDINGS = 16


def main(kills: int) -> None:
    """Batches one after another until so many kills are done; then the account."""
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        os.environ["WORK_LOG"] = str(top / "log")
        bench = Bench(top / "in", top / "out")
        for number in range(_RECORDINGS):
            sound(bench.source / f"{number}.wav", 3, loud=3)
            with (bench.source / f"{number}.wav").open("ab") as file:
                file.write(bytes([number]))  # a content of its own
            os.utime(bench.source / f"{number}.wav", (1e9 + number, 1e9 + number))
        done, batches, asked = Counter[str](), 0, 0
        while done.total() - done["finished"] < kills:
            asked += 1
            ended = _one(bench, chance)
            done[ended] += 1
            if ended == "finished":
                batches += 1
                _check(bench)
                shutil.rmtree(bench.archive)
        with start_batch(bench, 0.0) as run:
            run.wait()
        _check(bench)
        lines = len((top / "log").read_text().splitlines())
        needed = _RECORDINGS * (batches + 1)
        print(f"{kills} kills in {asked} runs ({dict(done)})")
        print(f"{batches + 1} batches of {_RECORDINGS} recordings finished, nothing missing, nothing twice")
        print(f"recognitions: {lines}, needed {needed}, done again {lines - needed}")


def _one(bench: Bench, chance: random.Random) -> str:
    """One run, perhaps killed."""
    with start_batch(bench, 0.1) as run:
        deadline = time.monotonic() + chance.uniform(0.2, 2.5)
        while time.monotonic() < deadline and run.poll() is None:
            time.sleep(0.01)
        if run.poll() is not None:
            return "finished"
        victims = processes_of(run.pid)
        victim = run.pid if chance.random() < 0.5 or not victims else chance.choice(victims)
        os.kill(victim, signal.SIGKILL)
        code = run.wait()
    while processes_of(run.pid):
        time.sleep(0.02)
    return "killed" if victim == run.pid else ("survived" if code == 0 else f"ended with {code}")


def _check(bench: Bench) -> None:
    items = bench.items()
    assert len(items) == _RECORDINGS and all(item.state is State.DONE for item in items.values())
    assert len(bench.visible()) == 2 * _RECORDINGS, bench.visible()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
