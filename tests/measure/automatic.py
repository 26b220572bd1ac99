"""`python -m tests.measure.automatic FOLDER OUT`: reference recordings as the starter models hear them.

Beside each transcript lie the diarizer's own turns, which `pipeline evaluate` scores before they are cut at
words.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline import to_json
from pipeline.engines.contract import Progress, SpeakerCount
from pipeline.engines.diarization import Diarization
from pipeline.errors import PipelineError
from pipeline.evaluation.readers import read_materials
from pipeline.media.waveform import Waveform
from pipeline.transcriber import Pipeline
from pipeline.transcript.model import Engine

_MEDIA = (".wav", ".mp3", ".flac")


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


def main(folder: Path, out: Path) -> None:
    """A transcript and the turns of each recording of which a reference is there."""
    newsroom = Pipeline.load("starter", "starter")
    ears = _Remembering(newsroom)
    newsroom.diarizer = ears
    known = read_materials(folder)
    out.mkdir(parents=True, exist_ok=True)
    for media in sorted(path for path in folder.iterdir() if path.suffix in _MEDIA and path.stem in known):
        try:
            transcript = newsroom.transcribe(media)
        except PipelineError as error:
            print(f"{media.name}: {error}", file=sys.stderr)
            continue
        (out / f"{media.stem}.json").write_text(to_json(transcript), encoding="utf-8")
        (out / f"{media.stem}.rttm").write_text(_rttm(media.stem, ears.last), encoding="utf-8")


def _rttm(name: str, heard: Diarization) -> str:
    lines = [
        f"SPEAKER {name} 1 {turn.start:.3f} {turn.end - turn.start:.3f} <NA> <NA> {turn.label} <NA> <NA>\n"
        for turn in heard.turns
    ]
    return "".join(lines)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
