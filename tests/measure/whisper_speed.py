"""`python -m tests.measure.whisper_speed [FOLDER]`: openai-whisper's own command against this program's.

Both load the same checkpoint of full size, whose weights are random and whose text is always of the same
length (`tests.checkpoints.scripted`), and listen to the same recording. They take turns, so that a noisy
machine is noisy for both; what counts is the ratio of a round.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg
from rich.console import Console
from rich.table import Table

from tests.checkpoints.ctranslate import write_ctranslate
from tests.checkpoints.scripted import BASE, write_scripted

_EXAMPLE = Path(__file__).parents[2] / "examples" / "harbour-bridge" / "segment.opus"
_TOKENS = 80
"""About what is said in half a minute of news."""
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class _Bout:
    """Two commands that are compared; `ours` is timed against `theirs`."""

    title: str
    theirs: Sequence[str]
    ours: Sequence[str]


def main(folder: Path) -> None:
    """Run all bouts and print the table."""
    media = max(folder.glob("*.flac"), key=lambda path: path.stat().st_size, default=_EXAMPLE)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        checkpoint, converted = place / "base.pt", place / "base-ct2"
        write_scripted(checkpoint, BASE, _TOKENS)
        write_ctranslate(checkpoint, converted)
        (place / "ffmpeg").symlink_to(imageio_ffmpeg.get_ffmpeg_exe())
        environment = os.environ | {"PATH": f"{place}{os.pathsep}{os.environ['PATH']}"}
        table = Table(
            "compared", "theirs, s", "ours, s", "theirs / ours", title=f"Whisper base on {media.name}"
        )
        for bout in _bouts(media, checkpoint, converted, place):
            table.add_row(bout.title, *_compare(bout, environment))
        console = Console(width=110)
        console.print(table)
        windows = json.loads((place / f"{media.stem}.json").read_text("utf-8"))["provenance"]["windows"]
        console.print(f"Windows: {windows['count']}, {100 * windows['fill']:.0f} % of them speech.")


def _bouts(media: Path, checkpoint: Path, converted: Path, place: Path) -> list[_Bout]:
    threads = str(len(os.sched_getaffinity(0)))
    whisper = [sys.executable, "-m", "whisper", str(media), "--model", str(checkpoint), "--language", "en",
               "--temperature", "0", "--condition_on_previous_text", "False", "--fp16", "False",
               "--threads", threads, "--verbose", "False", "--output_format", "txt",
               "--output_dir", str(place)]  # fmt: skip
    ours = [sys.executable, "-m", "pipeline", "transcribe", str(media), "--language", "en",
            "--diarizer", "none", "-o", str(place), "--force", "--quiet", "--asr"]  # fmt: skip
    greedy, beam = ["--beam_size", "None"], ["--beam_size", "5"]
    timed = ["--word_timestamps", "True"]
    torch, ctranslate = f"whisper:{checkpoint}", f"faster-whisper:{converted}"
    return [
        _Bout("greedy, theirs without word times", [*whisper, *greedy], [*ours, torch]),
        _Bout("greedy, both with word times", [*whisper, *greedy, *timed], [*ours, torch]),
        _Bout("beam 5, both with word times", [*whisper, *beam, *timed], [*ours, torch, "--beam", "5"]),
        _Bout("greedy, ours by CTranslate2 in 8 bit", [*whisper, *greedy, *timed], [*ours, ctranslate]),
    ]


def _compare(bout: _Bout, environment: Mapping[str, str]) -> tuple[str, str, str]:
    rounds = [(_seconds(bout.theirs, environment), _seconds(bout.ours, environment)) for _ in range(_ROUNDS)]
    ratios = sorted(theirs / ours for theirs, ours in rounds)
    theirs, ours = (statistics.median(column) for column in zip(*rounds, strict=True))
    return (
        f"{theirs:.0f}",
        f"{ours:.0f}",
        f"{statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})",
    )


def _seconds(command: Sequence[str], environment: Mapping[str, str]) -> float:
    begun = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stderr}")
    return time.perf_counter() - begun


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/eval"))
