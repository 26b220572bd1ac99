"""An engine that hangs ends the command, and nothing else of it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.cli import environment
from tests.support.media import tone

_PROGRAM = """
import sys, time
from pipeline import transcriber
from pipeline.cli import main
from pipeline.engines.fake import ScriptedRecognizer
from pipeline.engines.load import Loaded
from tests.support.cli import SAID, use_scripted_engines

class Hanging(ScriptedRecognizer):
    def recognize(self, waveform, windows, request, progress):
        if waveform.duration > 4:
            time.sleep(600)
        return super().recognize(waveform, windows, request, progress)

use_scripted_engines()
transcriber.load_recognizer = lambda *_: Loaded(Hanging(SAID))
main(sys.argv[1:])
"""


def transcribed(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """The command with an engine that hangs over more than four seconds of sound."""
    command = [sys.executable, "-c", _PROGRAM, "transcribe", *map(str, words)]
    return subprocess.run(
        [*command, "--engine-stalled-after", "2"], capture_output=True, text=True, env=environment(),
        timeout=300, check=False,
    )  # fmt: skip


@pytest.fixture
def hangs(tmp_path: Path) -> Path:
    """Over this one the engine hangs."""
    return tone(tmp_path / "hangs.wav", 6)


def test_it_says_so_in_one_line_and_keeps_what_was_written_before(tmp_path: Path, hangs: Path) -> None:
    well = tone(tmp_path / "well.wav")
    ended = transcribed(well, hangs, "-o", tmp_path / "out", "-q")
    assert ended.returncode == 6
    assert ended.stderr == (
        "pipeline: hangs.wav: The engine made no progress for 2 s (writing the words) and was ended. "
        "--engine-stalled-after allows more.\n"
    )
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["well.json"]


def test_programs_are_told_by_an_event(hangs: Path) -> None:
    ended = transcribed(hangs, "--log-format", "jsonl")
    last = json.loads(ended.stderr.splitlines()[-1])
    assert (ended.returncode, last["event"], last["code"]) == (6, "failed", 6)
