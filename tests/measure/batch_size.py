"""`python -m tests.measure.batch_size [N]`: what planning, doing and resuming N (10,000) tiny files takes.

The engines are scripted and in this process: what is measured is everything around them.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from pipeline.archive.session import known_items, opened
from pipeline.batch.durations import lengths
from pipeline.batch.run import BatchConfig
from tests.support.batch import Bench, sound


def main(count: int) -> None:
    """Make them, plan, do, resume."""
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name) / "in", Path(name) / "out")
        _make(bench.source, count)
        order = BatchConfig(bench.source, bench.archive, bench.asked)
        begun = time.monotonic()
        plan = order.plan(known_items(bench.archive))
        seconds = sum(lengths(plan.work).values())
        print(f"plan of {len(plan.work)} new files, about {seconds:.0f} s of sound: {_since(begun)}")
        begun = time.monotonic()
        report = bench.run()
        print(f"all done, {len(report.failed)} failed: {_since(begun)}")
        begun = time.monotonic()
        with opened(bench.archive, bench.source) as archive:
            left = len(order.plan(archive.items).work)
        print(f"resumed, {left} left to do: {_since(begun)}")


def _make(folder: Path, count: int) -> None:
    """Files of one sound and contents of their own, a hundred to a folder."""
    template = sound(folder / "template.wav", 1).read_bytes()
    (folder / "template.wav").unlink()
    for number in range(count):
        path = folder / f"{number // 100:03}" / f"{number:05}.wav"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(template + number.to_bytes(4, "little"))
        os.utime(path, (1e9, 1e9))


def _since(begun: float) -> str:
    return f"{time.monotonic() - begun:.1f} s"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
