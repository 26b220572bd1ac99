"""`python -m bench.formats FOLDER`: size of every format, and how long it takes, for an hour and for a day.

FOLDER has transcripts, as `bench.heard` writes them; programmes of an hour and of a day are made of these,
again and again. Of an hour it is the best time of three. The transcript is read already.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import click

from bench.figures import json_option, write_figures
from pipeline import Transcript, render
from pipeline.corrections.relabel import complete
from pipeline.formats import FORMATS
from pipeline.storage.atomic import as_bytes
from pipeline.transcript.model import Paragraph, Utterance
from pipeline.transcript.recording import Recording

_HOUR = 3600.0
_TIMES = {1: 3, 24: 1}
"""Hours, and how often each is written."""


def repeated(transcripts: Sequence[Transcript], seconds: float) -> Transcript:
    """One programme of not more than so many seconds, made of these again and again."""
    said: list[Utterance] = []
    parts: list[Paragraph] = []
    begin = 0.0
    for one in cycle(transcripts):
        if begin + one.utterances[-1].end > seconds:
            break
        parts += [_moved_paragraph(part, begin, len(said)) for part in one.paragraphs]
        said += [_moved(part, begin) for part in one.utterances]
        begin = said[-1].end + 1
    return Transcript(
        "en", tuple(said), recording=Recording("day.mp4", "0" * 64, seconds), title="A day",
        speakers=transcripts[0].speakers, paragraphs=tuple(parts),
    )  # fmt: skip


def _moved(said: Utterance, by: float) -> Utterance:
    words = tuple(replace(one, start=one.start + by, end=one.end + by) for one in said.words)
    return replace(said, start=said.start + by, end=said.end + by, words=words)


def _moved_paragraph(part: Paragraph, by: float, behind: int) -> Paragraph:
    passages = tuple(replace(one, utterance=one.utterance + behind) for one in part.passages)
    doubts = tuple(replace(one, time=one.time + by) for one in part.doubts)
    return replace(part, start=part.start + by, end=part.end + by, passages=passages, doubts=doubts)


def _measured(transcript: Transcript, name: str, times: int) -> tuple[float, int]:
    """Seconds of the fastest time, and bytes."""
    best, size = float("inf"), 0
    for _ in range(times):
        begun = time.perf_counter()
        size = len(as_bytes(render(transcript, name)))
        best = min(best, time.perf_counter() - begun)
    return best, size


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@json_option
def main(folder: Path, json_file: Path | None) -> None:
    """Write every format of long programmes made of the transcripts in FOLDER."""
    transcripts = [complete(Transcript.load(path)) for path in sorted(folder.glob("*.json"))]
    long = {hours: repeated(transcripts, hours * _HOUR) for hours in _TIMES}
    for hours, one in long.items():
        print(f"{hours} h: {len(one.words)} words, {len(one.utterances)} utterances")
    found: dict[str, float] = {}
    for name in FORMATS:
        shown = []
        for hours, one in long.items():
            taken, size = _measured(one, name, _TIMES[hours])
            found |= {f"{name}_{hours}_h_s": taken, f"{name}_{hours}_h_mb": size / 1e6}
            shown.append(f"{hours} h {size / 1e6:.2f} MB in {taken:.2f} s")
        print(f"{name:9} {', '.join(shown)}", flush=True)
    write_figures("bench.formats", found, json_file)


if __name__ == "__main__":
    main()
