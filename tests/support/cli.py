"""The command line as users meet it: called in this process, or for real in its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline import transcriber as newsroom
from pipeline.cli import main
from pipeline.engines.diarization import Turn
from pipeline.engines.fake import ScriptedDiarizer, ScriptedRecognizer
from pipeline.engines.load import Loaded

SAID = {
    (0.0, 1.5): "Good evening. The ferry strike enters its second week.",
    (1.5, 3.0): "We want an answer.",
}
"""What is heard in every recording of three seconds."""

ARTICLE = """\
[00:00:00] Voice 1: Good evening. The ferry strike enters its second week.

[00:00:01] "We want an answer."
"""
"""The article of it: three seconds are not enough to be sure of the first role."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The only line on stderr."""
        (line,) = self.err.splitlines()
        return line


def use_scripted_engines() -> None:
    """Let `transcribe` hear SAID in everything, without models."""
    turns = [Turn(start, end, label) for (start, end), label in zip(SAID, "ab", strict=True)]
    vars(newsroom).update(
        load_recognizer=lambda *_: Loaded(ScriptedRecognizer(SAID)),
        load_diarizer=lambda *_: Loaded(ScriptedDiarizer(turns)),
    )


def call(capsys: pytest.CaptureFixture[str], *words: str | Path) -> Outcome:
    """Run a command in this process."""
    capsys.readouterr()
    before = signal.getsignal(signal.SIGTERM)
    try:
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
    finally:
        signal.signal(signal.SIGTERM, before)
    assert isinstance(ended.value.code, int)
    return Outcome(ended.value.code, *capsys.readouterr())


def command(*words: str | Path, scripted: bool = False) -> list[str]:
    """What a shell would start; with `scripted` the engines are those of `use_scripted_engines`."""
    return [sys.executable, "-m", "tests.support.scripted_cli" if scripted else "pipeline", *map(str, words)]


def environment(**more: str) -> Mapping[str, str]:
    """For a process of its own: finds this package, and no models unless they are named."""
    top = str(Path(__file__).parents[2])
    return {**os.environ, "PYTHONPATH": top, "PIPELINE_MODELS": os.devnull, **more}


def run(*words: str | Path, scripted: bool = False, folder: Path | None = None, **more: str) -> Outcome:
    """Run a command in a process of its own."""
    ended = subprocess.run(
        command(*words, scripted=scripted), capture_output=True, text=True, cwd=folder, timeout=60,
        env=environment(**more), stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return Outcome(ended.returncode, ended.stdout, ended.stderr)


def files(folder: Path) -> dict[str, bytes]:
    """Every file in a folder, hidden ones too, with its content; nothing for a folder that is not there."""
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}
