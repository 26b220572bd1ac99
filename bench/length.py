"""`python -m bench.length [HOURS ...]`: memory and time by length, of everything but the engines.

Each length is heard in a process of its own by engines that replay a script: speech all the time, two and a
half words a second, another voice every ten seconds. The sound is a tone.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

from bench.figures import json_option, write_figures
from pipeline.engines.diarization import Turn
from pipeline.engines.fake import ScriptedDiarizer, ScriptedRecognizer
from pipeline.media.ffmpeg import ffmpeg_program
from pipeline.transcriber import Pipeline
from pipeline.transcript.json_file import to_json

_TURN = 10.0
_SAID = (
    "The ferry strike enters its second week. Nobody here expects an end to it before the summer begins, "
    "as we are told by the owners today."
)
_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes; the system counts in kibibytes elsewhere."""


@click.command()
@click.argument("hours", nargs=-1, type=float)
@click.option("--file", type=click.Path(path_type=Path), hidden=True, help="Measure this one recording here.")
@json_option
def main(hours: tuple[float, ...], file: Path | None, json_file: Path | None) -> None:
    """Measure HOURS, or 1, 8 and 24."""
    if file:
        print(json.dumps(_measured(file, hours[0])))
        return
    figures = {}
    with tempfile.TemporaryDirectory() as folder:
        for length in hours or (1.0, 8.0, 24.0):
            path = Path(folder) / f"{length:g}.flac"
            tone = f"sine=frequency=300:sample_rate=16000:duration={length * 3600}"
            subprocess.run([ffmpeg_program(), "-v", "error", "-f", "lavfi", "-i", tone, path], check=True)
            command = [sys.executable, "-m", "bench.length", str(length), "--file", str(path)]
            found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            path.unlink()
            each = found["gib"] / length
            print(f"{length:4g} h: {each:.3f} GiB an hour, {found['gib']:.2f} in all, {found['s']:.0f} s")
            figures[f"{length:g}"] = found
    write_figures("bench.length", figures, json_file)


def _measured(path: Path, hours: float) -> dict[str, float]:
    starts = [number * _TURN for number in range(int(hours * 3600 / _TURN))]
    turns = [Turn(start, start + _TURN, f"{int(start / _TURN) % 2}") for start in starts]
    newsroom = Pipeline(
        ScriptedRecognizer({(start, start + _TURN): _SAID for start in starts}), ScriptedDiarizer(turns)
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.perf_counter()
    to_json(newsroom.transcribe(path))
    taken = time.perf_counter() - begun
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"gib": (most - before) * _UNIT / 2**30, "s": taken}


if __name__ == "__main__":
    main()
