"""`python tests/support/earlier_archive.py FOLDER`: an archive as the version on PYTHONPATH leaves it.

The folder then holds `recordings` and `archive`. Nothing is imported that an earlier version has not got, and
no path in it is of this machine.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from pipeline.archive.layout import HIDDEN
from tests.support.batch import Bench
from tests.support.media import encode

RECORDED = 1_760_000_000
"""When every recording was last changed, in seconds since 1970: git keeps no times, the journal does."""

_MACHINE = ("holder", "lock")
"""Files of the hidden folder that say who works on it."""


def dated(recordings: Path) -> None:
    """Give all files the time at which the journal knows them."""
    for path in recordings.rglob("*.*"):
        os.utime(path, (RECORDED, RECORDED))


def _make(folder: Path) -> None:
    folder.mkdir()
    os.chdir(folder)
    recordings, archive = Path("recordings"), Path("archive")
    for number, name in enumerate(("monday.opus", "tuesday.opus", "shows/wednesday.opus"), 1):
        (recordings / name).parent.mkdir(parents=True, exist_ok=True)
        tone = f"sine={number * 200}:duration=3:sample_rate=16000"
        encode(recordings / name, "-f", "lavfi", "-i", tone, "-c:a", "libopus", "-b:a", "6k")
    (recordings / "letter.mp3").write_bytes(b"Dear all,")
    dated(recordings)
    Bench(recordings, archive).run()
    (archive / "tuesday.txt").write_text("Somebody's own words.\n", encoding="utf-8")
    for path in (archive / HIDDEN).iterdir():
        if path.stem in _MACHINE:
            path.unlink()


if __name__ == "__main__":
    _make(Path(sys.argv[1]))
