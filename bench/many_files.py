"""`python -m bench.many_files [N]`: what planning, doing and resuming N (10,000) tiny files takes.

The engines are scripted: what is measured is everything around them.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import click

from bench import scripted
from bench.figures import json_option, write_figures
from pipeline.archive.session import known_items, opened
from pipeline.batch.durations import lengths

_EACH = 100
"""Files of a folder."""


@click.command()
@click.argument("count", type=click.IntRange(min=1), default=10_000)
@json_option
def main(count: int, json_file: Path | None) -> None:
    """Make COUNT files, plan, do, resume."""
    seconds: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        wanted = scripted.order(Path(name) / "in", Path(name) / "out")
        _make(wanted.source, count)
        begun = time.monotonic()
        plan = wanted.plan(known_items(wanted.folder))
        sound = sum(lengths(plan.work).values())
        seconds["plan_s"] = time.monotonic() - begun
        print(f"plan of {len(plan.work)} new files, about {sound:.0f} s of sound: {seconds['plan_s']:.1f} s")
        begun = time.monotonic()
        report = scripted.run(wanted, scripted.Engines())
        seconds["run_s"] = time.monotonic() - begun
        print(f"all done, {len(report.failed)} failed: {seconds['run_s']:.1f} s")
        begun = time.monotonic()
        with opened(wanted.folder, wanted.source) as archive:
            left = len(wanted.plan(archive.items).work)
        seconds["resume_s"] = time.monotonic() - begun
        print(f"resumed, {left} left to do: {seconds['resume_s']:.1f} s")
    figures = {"files": count, **seconds, "failed": len(report.failed), "left": left}
    write_figures("bench.many_files", figures, json_file)


def _make(folder: Path, count: int) -> None:
    """Files of one sound and contents of their own."""
    template = scripted.recording(folder / "template.wav", 0, seconds=1)
    sound = template.read_bytes()
    template.unlink()
    for number in range(count):
        path = folder / f"{number // _EACH:03}" / f"{number:05}.wav"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(sound + number.to_bytes(4, "little"))
        scripted.settled(path)


if __name__ == "__main__":
    main()
