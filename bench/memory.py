"""`python -m bench.memory [FOLDER]`: the most memory that one process holds, from loading on.

The system remembers only the highest mark of a process, so that the marks can but rise; each is what the
process needed up to there. FFmpeg's own processes are not in it.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

import click

from bench.figures import json_option, reference_folder, write_figures
from bench.recordings import SEGMENT, longest
from pipeline.transcriber import Pipeline

_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes; the system counts in kibibytes elsewhere."""


@click.command()
@reference_folder
@json_option
def main(folder: Path, json_file: Path | None) -> None:
    """Load the starter models, hear the example, then the longest broadcast of FOLDER."""
    marks: dict[str, float] = {}

    def mark(name: str) -> None:
        marks[name] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT / 2**30
        print(f"{name:<40} {marks[name]:6.2f} GiB")

    newsroom = Pipeline.load("starter", diarizer="starter")
    mark("engines loaded")
    for media in dict.fromkeys((SEGMENT, longest(folder))):
        transcript = newsroom.transcribe(media)
        duration = transcript.recording.duration if transcript.recording else 0.0
        mark(f"{media.name} ({duration:.0f} s) heard")
    write_figures("bench.memory", {"peak_gib": marks}, json_file)


if __name__ == "__main__":
    main()
