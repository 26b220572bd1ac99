"""`python -m tests.measure FOLDER`: time and memory, and how well the example is heard."""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from pipeline.evaluation.readers import read_materials
from pipeline.evaluation.sample import with_transcript
from pipeline.evaluation.sentence_starts import median_and_high, start_errors
from pipeline.evaluation.wer import word_errors
from pipeline.progress import Stage
from pipeline.transcriber import Pipeline

_EXAMPLE = Path(__file__).parents[2] / "examples" / "harbour-bridge"


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
    console = Console(width=110)
    newsroom.transcribe(_EXAMPLE / "segment.opus")  # warms up
    console.print(_starts(newsroom))
    longest = max(folder.glob("*.flac"), key=lambda path: path.stat().st_size, default=None)
    console.print(_stages(newsroom, longest or _EXAMPLE / "segment.opus"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    console.print(f"Peak memory of the whole run: {peak:.2f} GiB")


def _starts(newsroom: Pipeline) -> str:
    truth = read_materials(_EXAMPLE / "words")["words"]
    transcript = newsroom.transcribe(_EXAMPLE / "segment.opus")
    said = " ".join(utterance.text for utterance in transcript.utterances)
    words = word_errors(" ".join(word for word, _ in truth.starts or ()), said)
    errors = start_errors(truth, with_transcript(truth, transcript))
    median, high = median_and_high(errors or ()) or (0.0, 0.0)
    starts = f"median {median:.3f} s, 95 % within {high:.3f} s, {len(errors or ())} sentences"
    return f"Example: word errors {words}; sentence starts {starts}"


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
