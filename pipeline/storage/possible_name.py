"""Whether a file of a name can be there at all, known before anything is done for it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from pipeline.storage.atomic import refused

_USUAL = 255
"""Bytes of a name that nearly every file system takes; asked for where the system tells."""


def refuse_impossible(path: Path) -> None:
    """Raise OutputError where the name is too long, or a folder or a file is in the way of it.

    The temporary name under which it is written is shorter than any limit.
    """
    try:
        nearest = _nearest(path.parent)
        most = _longest(nearest)
        if any(len(os.fsencode(part)) > most for part in path.parts):
            raise OSError(errno.ENAMETOOLONG, "")
        if path.is_dir():
            raise OSError(errno.EISDIR, "")
        if not nearest.is_dir():
            raise OSError(errno.ENOTDIR, "")
    except OSError as error:
        raise refused(path, error, "Name another folder, rename the recording, or move it away.") from None


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest thing above it that exists."""
    for place in (folder, *folder.parents):
        try:
            place.lstat()
        except FileNotFoundError:
            continue
        except OSError as error:
            if error.errno in (errno.ENAMETOOLONG, errno.ENOTDIR):
                continue
            raise
        return place
    return folder


def _longest(folder: Path) -> int:
    try:
        return os.pathconf(folder, "PC_NAME_MAX")
    except (AttributeError, OSError, ValueError):
        return _USUAL
