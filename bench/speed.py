"""`python -m bench.speed [FOLDER]`: how long each stage takes, and how well the example is heard."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from bench.figures import json_option, reference_folder, write_figures
from bench.recordings import EXAMPLE, SEGMENT, longest
from pipeline.evaluation.readers import read_starts
from pipeline.evaluation.sample import Sample, with_transcript
from pipeline.evaluation.sentence_starts import StartErrors, start_errors
from pipeline.evaluation.wer import word_errors
from pipeline.progress import Stage
from pipeline.transcriber import Pipeline


class _Clock:
    """Adds up the seconds of each stage."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(Stage, 0.0)
        self._since = time.perf_counter()

    def __call__(self, stage: Stage, _share: float) -> None:
        now = time.perf_counter()
        self.seconds[stage] += now - self._since
        self._since = now


@click.command()
@reference_folder
@json_option
def main(folder: Path, json_file: Path | None) -> None:
    """Time the starter models on the longest broadcast of FOLDER, stage by stage."""
    newsroom = Pipeline.load("starter", diarizer="starter")
    newsroom.transcribe(SEGMENT)  # warms up
    figures = {"example": _example(newsroom), "stages": _stages(newsroom, longest(folder))}
    write_figures("bench.speed", figures, json_file)


def _example(newsroom: Pipeline) -> dict[str, Any]:
    """Errors of words, and seconds by which sentences start early or late."""
    truth = Sample("example", starts=read_starts(EXAMPLE / "words.tsv"))
    transcript = newsroom.transcribe(SEGMENT)
    said = " ".join(utterance.text for utterance in transcript.utterances)
    words = word_errors(" ".join(word for word, _ in truth.starts or ()), said)
    errors = start_errors(truth, with_transcript(truth, transcript)) or StartErrors(())
    median, high = errors.median_and_high or (0.0, 0.0)
    starts = f"median {median:.3f} s, 95 % within {high:.3f} s, {len(errors.seconds)} sentences"
    print(f"Example: word errors {words}; sentence starts {starts}")
    return {
        "word_errors": words.share,
        "sentences": len(errors.seconds),
        "median_start_s": median,
        "p95_start_s": high,
    }


def _stages(newsroom: Pipeline, media: Path) -> dict[str, Any]:
    """Seconds of each stage and of everything else."""
    clock = _Clock()
    begun = time.perf_counter()
    transcript = newsroom.transcribe(media, listener=clock)
    whole = time.perf_counter() - begun
    duration = transcript.recording.duration if transcript.recording else 0.0
    seconds = {stage.value: spent for stage, spent in clock.seconds.items()}
    seconds["everything else"] = whole - sum(seconds.values())
    table = Table("stage", "share", title=f"{media.name}: {duration:.0f} s of sound in {whole:.0f} s")
    for name, spent in seconds.items():
        table.add_row(name, f"{100 * spent / whole:.1f} %")
    Console(width=110).print(table)
    return {"recording": media.name, "sound_s": duration, "taken_s": whole, "stage_s": seconds}


if __name__ == "__main__":
    main()
