"""Where copies for browsers are kept: a folder of the user's own, which does not grow for ever."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from pipeline.errors import OutputError

_MOST = 20e9
"""Bytes of all copies together; the oldest go first."""
CACHE_VARIABLE = "PIPELINE_CACHE"


def copies_folder() -> Path:
    """PIPELINE_CACHE if set, else the user's own cache folder."""
    if chosen := os.environ.get(CACHE_VARIABLE):
        return Path(chosen).expanduser().absolute() / "copies"
    from platformdirs import user_cache_path  # only where a copy is needed

    return user_cache_path("broadcast-pipeline", appauthor=False) / "copies"


def copy_of(recording: Path, folder: Path) -> Path:
    """Where the copy of a recording is, made or not: another one as soon as the recording changes."""
    about = recording.stat()
    told = f"{recording.absolute()}\0{about.st_size}\0{about.st_mtime_ns}"
    return folder / f"{hashlib.sha256(told.encode('utf-8', 'surrogateescape')).hexdigest()[:32]}.mp4"


def make_room(folder: Path) -> None:
    """Make the folder, for its owner only, and take the oldest copies out of it where there are too many.

    Raises OutputError.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = [(path.stat(), path) for path in folder.glob("*.mp4")]
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise OutputError(
            f"Cannot write to {str(folder)!r}: {why}.", hint=f"Name another folder in {CACHE_VARIABLE}."
        ) from None
    copies = sorted(found, key=lambda one: one[0].st_mtime)
    total = sum(about.st_size for about, _ in copies)
    for about, path in copies:
        if total <= _MOST:
            return
        with suppress(OSError):
            path.unlink()
        total -= about.st_size
