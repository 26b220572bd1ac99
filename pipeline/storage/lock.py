"""A lock between processes. The system frees it when its holder dies, so that the file may stay behind."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_POLL = 0.1
"""Seconds between two looks at a lock that another process holds."""


@contextmanager
def exclusive(path: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock file `path`, made when missing; `waiting` is called once if somebody else holds it.

    What `waiting` raises ends the wait. Raises OSError when the file cannot be made.
    """
    with path.open("ab") as handle:
        free = _take(handle.fileno())
        if not free:
            waiting()
        while not free:
            time.sleep(_POLL)
            free = _take(handle.fileno())
        yield  # closing the file frees the lock


def _take(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
