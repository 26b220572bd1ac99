"""Killed at every single thing that it does: whole results or none, and the same command makes the rest."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.support.batch import aged
from tests.support.cli import environment
from tests.support.media import tone

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what ends with it is told only by Linux")

_KILLED = (-9, -25)
"""By SIGKILL, or by the system in the middle of a write."""
_MOST = 400
"""Things that a command does, at most."""


def run(number: int, folder: Path, *words: str | Path) -> int:
    """The command, killed at the n-th thing that it does; its exit code."""
    command = [sys.executable, "-m", "tests.support.killed_cli", str(number), str(folder), *map(str, words)]
    ended = subprocess.run(command, capture_output=True, env=environment(), timeout=120, check=False)
    assert ended.returncode in (0, *_KILLED), ended.stderr.decode()
    return ended.returncode


def contents(folder: Path) -> dict[str, Any]:
    """Every visible file by its path, without what tells when it was made. Half of one is no JSON."""
    found: dict[str, Any] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not any(part.startswith(".") for part in name.split("/")):
            found[name] = path.read_text("utf-8")
            if path.suffix == ".json":
                found[name] = json.loads(found[name])
                found[name]["provenance"]["created"] = None
    return found


def wait_for_programs(recording: Path) -> None:
    """Until nothing reads the recording any more: what was started ends with who started it."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if not any(bytes(recording) in line for line in _command_lines()):
            return
        time.sleep(0.1)
    pytest.fail("a program reads the recording still")


def _command_lines() -> Iterator[bytes]:
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it has ended meanwhile
            yield path.read_bytes()


class Command:
    """A command whose results go to `folder`, its recordings, and what it makes when nobody kills it."""

    def __init__(self, top: Path, kind: str) -> None:
        pitches = {"a": 440.0, "b": 550.0}
        self.recordings = [aged(tone(top / "in" / f"{name}.wav", pitch=pitches[name])) for name in pitches]
        self.before = [path.read_bytes() for path in self.recordings]
        self.top, self.kind = top, kind
        assert run(0, top / "whole", *self.words(top / "whole")) == 0
        self.whole = contents(top / "whole")
        assert self.whole

    def words(self, folder: Path) -> list[str | Path]:
        """As typed, also a second time."""
        forms: list[str | Path] = ["-f", "article", "-f", "vtt"]
        if self.kind == "batch":
            return ["batch", self.top / "in", folder, "--jobs", "1", "-q", *forms]
        return ["transcribe", self.recordings[0], "-o", folder, "--force", "-q", *forms]

    def killed_at(self, number: int) -> bool:
        """Whether it did so much at all; afterwards, and after it was run again, all is as it should be."""
        folder = self.top / f"out{number}"
        code = run(number, folder, *self.words(folder))
        for path in self.recordings:
            wait_for_programs(path)
        left = contents(folder)
        assert left.items() <= self.whole.items()
        assert [path.read_bytes() for path in self.recordings] == self.before
        assert run(0, folder, *self.words(folder)) == 0
        assert contents(folder) == self.whole
        return code in _KILLED


@pytest.fixture
def top(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path


@pytest.mark.parametrize("number", [2, 5, 9])
def test_a_run_that_is_killed_leaves_whole_results_or_none(top: Path, number: int) -> None:
    assert Command(top, "transcribe").killed_at(number)


@pytest.mark.long
@pytest.mark.parametrize(("kind", "step"), [("transcribe", 1), ("batch", 11)])
def test_wherever_it_is_killed(top: Path, kind: str, step: int) -> None:
    """A batch does more than a hundred things: every eleventh of them, or it would take half an hour."""
    command = Command(top, kind)
    for number in range(1, _MOST, step):
        if not command.killed_at(number):
            assert number > 8, "nothing was killed"
            return
    pytest.fail("it never came through")
