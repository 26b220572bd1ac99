"""Standard streams that are closed: an output like a full disk, messages like /dev/null."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.cli import ARTICLE, command, environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="shells there close no streams")


def ended(arguments: list[str], closing: str) -> subprocess.CompletedProcess[str]:
    """Run it from a shell that closes a stream."""
    quoted = " ".join(f"'{word}'" for word in arguments)
    return subprocess.run(
        ["sh", "-c", f"{quoted} {closing}"],
        capture_output=True,
        text=True,
        env=dict(environment()),
        check=False,
    )


def test_a_closed_output_is_an_error_and_nothing_is_lost_in_silence(recording: Path) -> None:
    result = ended(command("transcribe", recording, scripted=True), ">&-")
    assert result.returncode == 7
    assert result.stderr.splitlines()[-1] == (
        "pipeline: The output is closed: nothing can be printed. Add -o DIR, or `> FILE`."
    )


def test_closed_messages_change_nothing(recording: Path) -> None:
    result = ended(command("transcribe", recording, scripted=True), "2>&-")
    assert (result.returncode, result.stdout) == (0, ARTICLE)


def test_results_that_go_into_files_need_no_output(recording: Path, tmp_path: Path) -> None:
    result = ended(command("transcribe", recording, "-o", tmp_path / "out", scripted=True), ">&- 2>&- <&-")
    assert result.returncode == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["segment.json"]
