"""`python -m bench.whisper [FOLDER]`: openai-whisper's own command against this program's.

Both run the published Whisper base and listen to the same recording. They take turns, so that a noisy machine
is noisy for both; what counts is the ratio of a round.
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
from typing import Any

import click
import imageio_ffmpeg
from rich.console import Console
from rich.table import Table

from bench.figures import json_option, processors, reference_folder, write_figures
from bench.recordings import longest
from pipeline.models import ModelStore, Registry
from pipeline.models.whisper.checkpoint import dimensions, state_dict
from pipeline.models.whisper.container import Container

_ROUNDS = 3
_HEADS = ("compared", "theirs, s", "ours, s", "theirs / ours")


@dataclass(frozen=True, slots=True)
class _Bout:
    """Two commands that are compared; `ours` is timed against `theirs`."""

    title: str
    theirs: Sequence[str]
    ours: Sequence[str]


@click.command()
@reference_folder
@json_option
def main(folder: Path, json_file: Path | None) -> None:
    """Let both read the longest broadcast of FOLDER, in all bouts."""
    media = longest(folder)
    figures: dict[str, Any] = {"recording": media.name}
    table = Table(*_HEADS, title=f"Whisper base on {media.name}")
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        checkpoint = place / "base.pt"
        _write(checkpoint)
        (place / "ffmpeg").symlink_to(imageio_ffmpeg.get_ffmpeg_exe())
        environment = os.environ | {"PATH": f"{place}{os.pathsep}{os.environ['PATH']}"}
        for bout in _bouts(media, checkpoint, place):
            rounds = _compare(bout, environment)
            table.add_row(bout.title, *_figures(rounds))
            figures[bout.title] = {"theirs_s": [a for a, _ in rounds], "ours_s": [b for _, b in rounds]}
        transcript = json.loads((place / f"{media.stem}.json").read_text("utf-8"))
    Console(width=110).print(table)
    windows = figures["windows"] = transcript["provenance"]["windows"]
    print(f"Windows: {windows['count']}, {100 * windows['fill']:.0f} % of them speech.")
    write_figures("bench.whisper", figures, json_file)


def _bouts(media: Path, checkpoint: Path, place: Path) -> list[_Bout]:
    threads = str(processors())
    whisper = [sys.executable, "-m", "whisper", str(media), "--model", str(checkpoint), "--language", "en",
               "--temperature", "0", "--condition_on_previous_text", "False", "--fp16", "False",
               "--threads", threads, "--verbose", "False", "--output_format", "txt",
               "--output_dir", str(place)]  # fmt: skip
    ours = [sys.executable, "-m", "pipeline", "transcribe", str(media), "--language", "en",
            "--diarizer", "none", "-o", str(place), "--force", "--quiet", "--asr"]  # fmt: skip
    greedy, beam = ["--beam_size", "None"], ["--beam_size", "5"]
    timed = ["--word_timestamps", "True"]
    torch, ctranslate = "whisper:base", "faster-whisper:base"
    return [
        _Bout("greedy, theirs without word times", [*whisper, *greedy], [*ours, torch]),
        _Bout("greedy, both with word times", [*whisper, *greedy, *timed], [*ours, torch]),
        _Bout("beam 5, both with word times", [*whisper, *beam, *timed], [*ours, torch, "--beam", "5"]),
        _Bout("greedy, ours by CTranslate2 in 8 bit", [*whisper, *greedy, *timed], [*ours, ctranslate]),
        _Bout("beam 5, ours by CTranslate2", [*whisper, *beam, *timed], [*ours, ctranslate, "--beam", "5"]),
    ]


def _write(checkpoint: Path) -> None:
    """The starter recognizer as a file that openai-whisper's own command takes."""
    import torch

    model = Registry.load().model("whisper-base")
    container = Container.read(ModelStore.default().files(model)["model.bin"])
    state = {name: torch.tensor(value) for name, value in state_dict(container).items()}
    torch.save({"dims": dimensions(container), "model_state_dict": state}, checkpoint)


def _compare(bout: _Bout, environment: Mapping[str, str]) -> list[tuple[float, float]]:
    """Seconds of theirs and of ours in each round."""
    return [(_seconds(bout.theirs, environment), _seconds(bout.ours, environment)) for _ in range(_ROUNDS)]


def _figures(rounds: Sequence[tuple[float, float]]) -> tuple[str, str, str]:
    """Medians, and the ratio of a round with the least and the greatest."""
    ratios = sorted(theirs / ours for theirs, ours in rounds)
    theirs, ours = (statistics.median(column) for column in zip(*rounds, strict=True))
    ratio = f"{statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"
    return f"{theirs:.0f}", f"{ours:.0f}", ratio


def _seconds(command: Sequence[str], environment: Mapping[str, str]) -> float:
    begun = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stderr}")
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
