"""`python -m bench.batch FOLDER [--cluster]`: recordings in a plain loop, and in batches.

Every way starts from nothing, in processes of its own; with `--cluster` Ray is measured too. The articles
must be the same, byte for byte.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import click

from bench.figures import json_option, reference_folder, write_figures
from pipeline.media.scan import scan

_PIPELINE = [sys.executable, "-m", "pipeline"]
_JOBS = (1, 2)


@click.command()
@reference_folder
@click.option("--cluster", is_flag=True, help="Measure Ray on this machine, too.")
@json_option
def main(folder: Path, cluster: bool, json_file: Path | None) -> None:
    """Time every way of doing the recordings of FOLDER, as a share of the plain loop's time."""
    media = [file.path for file in scan(folder).files]
    figures: dict[str, Any] = {"recordings": len(media)}
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        articles = top / "loop"
        options = ["-o", str(articles), "-f", "article"]
        loop = figures["loop_s"] = _timed([*_PIPELINE, "transcribe", *map(str, media), *options])
        print(f"{len(media)} recordings in a plain loop: {loop:.0f} s")
        for way, options in _ways(cluster).items():
            target = top / way.replace(" ", "-")
            took = _timed([*_PIPELINE, "batch", str(folder), str(target), "-f", "article", *options])
            same = _same(articles, target)
            print(f"{way}: {took:.0f} s, {took / loop:.2f} of the loop; the same articles: {same}")
            figures[way] = {"taken_s": took, "of_the_loop": took / loop, "same_articles": same}
    write_figures("bench.batch", figures, json_file)


def _ways(cluster: bool) -> dict[str, list[str]]:
    ways = {f"batch --jobs {n}": ["--jobs", str(n)] for n in _JOBS}
    if cluster:
        ways |= {f"{way} --cluster local": [*options, "--cluster", "local"] for way, options in ways.items()}
    return ways


def _same(articles: Path, target: Path) -> bool:
    return all(path.read_bytes() == (target / path.name).read_bytes() for path in articles.glob("*.txt"))


def _timed(command: list[str]) -> float:
    begun = time.monotonic()
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return time.monotonic() - begun


if __name__ == "__main__":
    main()
