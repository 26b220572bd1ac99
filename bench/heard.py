"""`python -m bench.heard FOLDER OUT`: reference recordings as the starter models hear them.

Beside each transcript lie the diarizer's own turns, which `pipeline evaluate` scores before they are cut at
words.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from bench.figures import json_option, reference_folder, write_figures
from bench.recordings import MEDIA
from pipeline import to_json
from pipeline.engines.contract import Progress, SpeakerCount
from pipeline.engines.diarization import Diarization
from pipeline.errors import PipelineError
from pipeline.evaluation.readers import read_materials
from pipeline.media.waveform import Waveform
from pipeline.transcriber import Pipeline
from pipeline.transcript.provenance import Engine


class _Remembering:
    """A diarizer that keeps its last answer."""

    def __init__(self, newsroom: Pipeline) -> None:
        self._inner = newsroom.diarizer
        self.last = Diarization((), ())

    @property
    def engine(self) -> Engine:
        return self._inner.engine

    def diarize(self, waveform: Waveform, count: SpeakerCount, progress: Progress) -> Diarization:
        self.last = self._inner.diarize(waveform, count, progress)
        return self.last


@click.command()
@reference_folder
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@json_option
def main(folder: Path, out: Path, json_file: Path | None) -> None:
    """Write to OUT a transcript and the turns of each recording in FOLDER of which a reference is there."""
    newsroom = Pipeline.load("starter", diarizer="starter")
    ears = newsroom.diarizer = _Remembering(newsroom)
    known = read_materials(folder)
    out.mkdir(parents=True, exist_ok=True)
    seconds: dict[str, float] = {}
    for media in sorted(path for path in folder.iterdir() if path.suffix in MEDIA and path.stem in known):
        begun = time.perf_counter()
        try:
            transcript = newsroom.transcribe(media)
        except PipelineError as error:
            print(f"{media.name}: {error}", file=sys.stderr)
            continue
        seconds[media.name] = time.perf_counter() - begun
        print(f"{media.name}: {seconds[media.name]:.1f} s")
        (out / f"{media.stem}.json").write_text(to_json(transcript), encoding="utf-8")
        (out / f"{media.stem}.rttm").write_text(_rttm(media.stem, ears.last), encoding="utf-8")
    write_figures("bench.heard", {"taken_s": seconds}, json_file)


def _rttm(name: str, heard: Diarization) -> str:
    lines = [
        f"SPEAKER {name} 1 {turn.start:.3f} {turn.end - turn.start:.3f} <NA> <NA> {turn.label} <NA> <NA>\n"
        for turn in heard.turns
    ]
    return "".join(lines)


if __name__ == "__main__":
    main()
