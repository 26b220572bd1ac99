"""`python -m tests.measure.batch_speed FOLDER [--cluster]`: recordings in a plain loop, and in batches.

Every way starts from nothing, in processes of its own; with `--cluster` Ray is measured too. The articles
must be the same, byte for byte.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pipeline.media.scan import scan

_PIPELINE = [sys.executable, "-m", "pipeline"]


def main(source: Path, *, cluster: bool) -> None:
    """Time of every way, as a share of the plain loop's."""
    media = [file.path for file in scan(source).files]
    ways = {f"batch --jobs {n}": ["--jobs", str(n)] for n in (1, 2)}
    if cluster:
        ways |= {
            f"batch --jobs {n} --cluster local": ["--jobs", str(n), "--cluster", "local"] for n in (1, 2)
        }
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        loop = _timed([*_PIPELINE, "transcribe", *map(str, media), "-o", str(top / "loop"), "-f", "article"])
        print(f"{len(media)} recordings in a plain loop: {loop:.0f} s")
        for way, options in ways.items():
            target = top / way.replace(" ", "-")
            took = _timed([*_PIPELINE, "batch", str(source), str(target), "-f", "article", *options])
            same = all(
                path.read_bytes() == (target / path.name).read_bytes()
                for path in (top / "loop").glob("*.txt")
            )
            print(f"{way}: {took:.0f} s, {took / loop:.2f} of the loop; the same articles: {same}")


def _timed(command: list[str]) -> float:
    begun = time.monotonic()
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return time.monotonic() - begun


if __name__ == "__main__":
    main(Path(sys.argv[1]), cluster="--cluster" in sys.argv)
