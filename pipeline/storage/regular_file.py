"""Reading files that somebody named: a pipe or a device in the place of one must not make anybody wait."""

from __future__ import annotations

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path

_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)


def open_regular(path: Path) -> BufferedReader:
    """Open for reading. Raises OSError, also at once for what is no regular file."""
    descriptor = os.open(path, os.O_RDONLY | _AT_ONCE)
    try:
        kind = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(kind):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(kind):
            raise OSError(errno.EINVAL, "it is a pipe or a device, no regular file", str(path))
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def read_regular(path: Path) -> bytes:
    """The whole content. Raises as `open_regular` does."""
    with open_regular(path) as file:
        return file.read()


def is_special(path: Path) -> bool:
    """Whether something is there that is neither a file nor a folder."""
    try:
        kind = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(kind) or stat.S_ISDIR(kind))
