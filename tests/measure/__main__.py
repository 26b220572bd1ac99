"""`python -m tests.measure FOLDER`: the tables of accuracy, time and memory."""

from __future__ import annotations

import csv
import resource
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from pipeline.diarization import Diarization
from pipeline.engines.base import Progress, SpeakerCount
from pipeline.errors import PipelineError
from pipeline.newsroom import Pipeline
from pipeline.run import Stage
from pipeline.types import Engine, Transcript
from pipeline.waveform import Waveform
from tests.measure.accuracy import (
    Rate,
    attributed_word_errors,
    diarization_errors,
    spread,
    start_errors,
    word_errors,
    words_by_speaker,
)
from tests.measure.reference import Reference, references

_EXAMPLE = Path(__file__).parents[2] / "examples" / "harbour-bridge"


class _Remembering:
    """A diarizer that keeps its last answer, so that turns are scored as they were before tidying."""

    def __init__(self, newsroom: Pipeline) -> None:
        self._inner = newsroom.diarizer
        self.last = Diarization((), ())

    @property
    def engine(self) -> Engine:
        return self._inner.engine

    def diarize(self, waveform: Waveform, count: SpeakerCount, progress: Progress) -> Diarization:
        self.last = self._inner.diarize(waveform, count, progress)
        return self.last


class _Clock:
    """Adds up the time of each stage."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(Stage, 0.0)
        self._since = time.perf_counter()

    def __call__(self, stage: Stage, share: float) -> None:
        now = time.perf_counter()
        self.seconds[stage] += now - self._since
        self._since = now


def main(folder: Path) -> None:
    """Measure everything and print it."""
    newsroom = Pipeline.load("starter", "starter")
    ears = _Remembering(newsroom)
    newsroom.diarizer = ears
    console = Console(width=110)
    newsroom.transcribe(_EXAMPLE / "segment.opus")  # warms up
    console.print(_starts(newsroom))
    if folder.is_dir():
        console.print(_accuracy(newsroom, ears, folder))
    else:
        console.print(f"{folder} is not there: no accuracy on real speech.")
    longest = max(folder.glob("*.flac"), key=lambda path: path.stat().st_size, default=None)
    console.print(_stages(newsroom, longest or _EXAMPLE / "segment.opus"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    console.print(f"Peak memory of the whole run: {peak:.2f} GiB")


def _accuracy(newsroom: Pipeline, ears: _Remembering, folder: Path) -> Table:
    table = Table("item", "words", "speaker-attributed", "turns ±0.25 s", "turns ±0", title="Errors")
    overall = [Rate(0, 0)] * 4
    for reference in references(folder):
        if reference.words is None and reference.turns is None:
            continue
        try:
            rates = _rates(reference, newsroom.transcribe(reference.media), ears.last)
        except PipelineError as error:
            table.add_row(reference.media.name, str(error))
            continue
        table.add_row(reference.media.name, *(str(rate) for rate in rates))
        overall = [total + rate for total, rate in zip(overall, rates, strict=True)]
    table.add_section()
    table.add_row("overall", *(str(rate) for rate in overall))
    return table


def _rates(reference: Reference, transcript: Transcript, heard: Diarization) -> list[Rate]:
    nothing = Rate(0, 0)
    said = " ".join(utterance.text for utterance in transcript.utterances)
    return [
        word_errors(reference.words, said) if reference.words else nothing,
        attributed_word_errors(reference.by_speaker, words_by_speaker(transcript))
        if reference.by_speaker
        else nothing,
        diarization_errors(reference.turns, heard) if reference.turns else nothing,
        diarization_errors(reference.turns, heard, 0.0) if reference.turns else nothing,
    ]


def _starts(newsroom: Pipeline) -> str:
    with (_EXAMPLE / "words.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    truth = [(row["word"], float(row["start"])) for row in rows]
    transcript = newsroom.transcribe(_EXAMPLE / "segment.opus")
    said = " ".join(utterance.text for utterance in transcript.utterances)
    words = word_errors(" ".join(word for word, _ in truth), said)
    return f"Example: word errors {words}; sentence starts {spread(start_errors(truth, transcript))}"


def _stages(newsroom: Pipeline, media: Path) -> Table:
    clock = _Clock()
    begun = time.perf_counter()
    transcript = newsroom.transcribe(media, listener=clock)
    whole = time.perf_counter() - begun
    duration = transcript.recording.duration if transcript.recording else 0.0
    table = Table("stage", "share", title=f"{media.name}: {duration:.0f} s of sound in {whole:.0f} s")
    for stage, seconds in clock.seconds.items():
        table.add_row(stage.value, f"{100 * seconds / whole:.1f} %")
    table.add_row("everything else", f"{100 * (whole - sum(clock.seconds.values())) / whole:.1f} %")
    return table


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/eval"))
