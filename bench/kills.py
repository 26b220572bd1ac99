"""`python -m bench.kills [N]`: what N (50) kills at random moments cost a batch.

Each kill is a SIGKILL for the whole run or for one of its processes, at random; then the same run again.
Needs /proc, where the processes of a run are looked up.
"""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from os import kill
from pathlib import Path

import click

from bench import scripted
from bench.figures import json_option, write_figures
from pipeline.archive.journal import State
from pipeline.archive.session import known_items

_RECORDINGS = 16
_JOBS = 2
_MOMENTS = (0.2, 2.5)
"""Seconds after the start of a run between which it is hit."""


@click.command()
@click.argument("kills", type=click.IntRange(min=1), default=50)
@json_option
def main(kills: int, json_file: Path | None) -> None:
    """Do batches one after another until KILLS runs were hit, then check and count."""
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as name:
        batch = _Batch(Path(name))
        ends, finished = Counter[str](), 0
        while ends.total() - ends["finished"] < kills:
            end = batch.hit(chance)
            ends[end] += 1
            if end == "finished":
                finished += 1
                batch.check()
                shutil.rmtree(batch.archive)
        with batch.start(0.0) as run:
            run.wait()
        batch.check()
        done, needed = batch.recognitions(), _RECORDINGS * (finished + 1)
    print(f"{kills} kills in {ends.total()} runs ({dict(ends)})")
    print(f"{finished + 1} batches of {_RECORDINGS} recordings finished, nothing missing, nothing twice")
    print(f"recognitions: {done}, needed {needed}, done again {done - needed}")
    figures = {"runs": ends.total(), "ends": ends, "recognitions": done, "needed": needed}
    write_figures("bench.kills", figures, json_file)


class _Batch:
    """Recordings, their archive, and runs in processes of their own."""

    def __init__(self, top: Path) -> None:
        self.source, self.archive, self._log = top / "in", top / "out", top / "log"
        for number in range(_RECORDINGS):
            scripted.recording(self.source / f"{number}.wav", number)

    def start(self, delay: float) -> subprocess.Popen[bytes]:
        """A run whose recognizer takes `delay` seconds each time, as the leader of a session."""
        places = [str(path) for path in (self.source, self.archive, self._log)]
        command = [sys.executable, "-c", "from bench import kills; kills.run_one()", *places, str(delay)]
        return subprocess.Popen(command, start_new_session=True)

    def hit(self, chance: random.Random) -> str:
        """One run, perhaps killed; says how it ended."""
        with self.start(0.1) as run:
            deadline = time.monotonic() + chance.uniform(*_MOMENTS)
            while time.monotonic() < deadline and run.poll() is None:
                time.sleep(0.01)
            if run.poll() is not None:
                return "finished"
            victims = _processes_of(run.pid)
            victim = run.pid if chance.random() < 0.5 or not victims else chance.choice(victims)
            kill(victim, signal.SIGKILL)
            code = run.wait()
        while _processes_of(run.pid):
            time.sleep(0.02)
        return "killed" if victim == run.pid else ("survived" if code == 0 else f"ended with {code}")

    def check(self) -> None:
        """Everything is done and lies there once; anything else ends the measurement."""
        items = known_items(self.archive)
        done = sum(item.state is State.DONE for item in items.values())
        lying = [path for path in self.archive.iterdir() if path.is_file() and path.name[0] != "."]
        if not (done == len(items) == _RECORDINGS and len(lying) == 2 * _RECORDINGS):
            sys.exit(f"{done} of {len(items)} done, {_RECORDINGS} were there; files: {sorted(lying)}")

    def recognitions(self) -> int:
        """How many there were in all runs."""
        return len(self._log.read_text("utf-8").splitlines())


def run_one() -> None:
    """What a run's process does: SOURCE ARCHIVE LOG DELAY."""
    source, archive, log, delay = sys.argv[1:]
    engines = scripted.Engines(float(delay), Path(log))
    report = scripted.run(scripted.order(Path(source), Path(archive)), engines, _JOBS)
    sys.exit(0 if report.all_well else 1)


def _processes_of(session: int) -> list[int]:
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


if __name__ == "__main__":
    main()
