"""A disk that is really full, at every size until all fits; and room made afterwards."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.batch import aged
from tests.support.cli import environment
from tests.support.media import tone

_PAGE = 4
"""kB of which such a disk is made."""
_SCRIPT = """
mount -t tmpfs -o size={size}k none '{folder}' || exit 99
{run}
echo "code $?"
'{python}' -c '{listing}' '{folder}'
mount -o remount,size=64m '{folder}'
{run}
echo "code $?"
'{python}' -c '{listing}' '{folder}'
"""
_LISTING = """
import json, pathlib, sys
files = [path for path in pathlib.Path(sys.argv[1]).rglob("*") if path.is_file()]
shown = [path for path in files if "/.pipeline" not in str(path)]
print(json.dumps({path.name: path.read_text(errors="replace") for path in shown}))
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """Exit code, and visible and hidden files with their content, before room was made and after."""

    code: int
    files: dict[str, str]
    again: int
    all_files: dict[str, str]
    said: str


def on_disk(size: int, folder: Path, words: Sequence[object]) -> Ended:
    """Run it with its results on a disk of so many kB, then again with room; skips where none can be made."""
    if shutil.which("unshare") is None or shutil.which("mount") is None:
        pytest.skip("this system has no unshare and mount")
    start = (sys.executable, "-m", "tests.support.killed_cli", "0", folder)
    command = " ".join(f"'{word}'" for word in (*start, *words))
    folder.mkdir(exist_ok=True)
    script = _SCRIPT.format(size=size, folder=folder, run=command, python=sys.executable, listing=_LISTING)
    ended = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script], capture_output=True, text=True, env=environment(),
        timeout=300, check=False,
    )  # fmt: skip
    if ended.returncode == 99 or "unshare:" in ended.stderr:
        pytest.skip("this system lets nobody mount a small disk of his own")
    codes = [int(line.split()[1]) for line in ended.stdout.splitlines() if line.startswith("code ")]
    first, second = (json.loads(line) for line in ended.stdout.splitlines() if line.startswith("{"))
    return Ended(codes[0], first, codes[1], second, ended.stderr)


def without_times(files: dict[str, str]) -> dict[str, Any]:
    """Contents that are the same in every run. What is half written is no JSON."""
    found: dict[str, Any] = dict(files)
    for name in files:
        if name.endswith(".json"):
            found[name] = json.loads(files[name])
            found[name]["provenance"]["created"] = None
    return found


def check(ended: Ended, whole: dict[str, Any]) -> None:
    """Told in a line that names the disk, nothing half written, no leftovers, and all of it with room."""
    assert ended.code in (0, 7), ended.said
    if ended.code:
        assert "the disk is full" in ended.said.lower()
        assert "Traceback" not in ended.said
    assert without_times(ended.files).items() <= whole.items()
    assert (ended.again, without_times(ended.all_files)) == (0, whole)


def test_a_full_disk_is_told_and_takes_no_part_of_a_result(tmp_path: Path) -> None:
    words = ["transcribe", tone(tmp_path / "a.wav"), "-q", "--force", "-f", "article", "-f", "vtt", "-o"]
    whole = without_times(on_disk(8192, tmp_path / "large", [*words, tmp_path / "large"]).files)
    assert len(whole) == 3
    for pages in range(1, 30):
        folder = tmp_path / f"disk{pages}"
        ended = on_disk(pages * _PAGE, folder, [*words, folder])
        check(ended, whole)
        if ended.code == 0:
            assert pages > 1, "nothing was ever full"
            return
    pytest.fail("it never came through")


@pytest.mark.long
@pytest.mark.parametrize("size", [4, 16, 32, 48, 64, 80, 96, 128, 256])
def test_an_archive_on_a_full_disk_goes_on_when_there_is_room(tmp_path: Path, size: int) -> None:
    (tmp_path / "in").mkdir()
    for name, pitch in (("a", 440.0), ("b", 550.0)):
        aged(tone(tmp_path / "in" / f"{name}.wav", pitch=pitch))
    words = ["batch", tmp_path / "in", tmp_path / "disk", "--jobs", "1", "-q", "-f", "article"]
    ended = on_disk(size, tmp_path / "disk", words)
    assert ended.code in (0, 7), ended.said
    assert "Traceback" not in ended.said
    assert ended.again == 0, ended.said
    assert {"a.json", "a.txt", "b.json", "b.txt"} <= set(ended.all_files)
    for name, content in {**ended.files, **ended.all_files}.items():
        if name.endswith(".json"):
            json.loads(content)
