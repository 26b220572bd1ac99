"""Whether files have stopped changing: the same question for a folder that is watched and for a batch."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from pipeline.media.scan import MediaFile


class Stillness:
    """Remembers how files looked, from one look to the next.

    `settle` is how many seconds a file must stay as it is before it is taken to be whole. That is measured by
    our own clock: the share's may be another one.
    """

    def __init__(self, settle: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._settle = settle
        self._clock = clock
        self._seen: dict[str, tuple[tuple[int, int], float]] = {}

    def still(self, files: Iterable[MediaFile]) -> tuple[MediaFile, ...]:
        """Those of `files`, which are all that there are now, that have been still for long enough."""
        now = self._clock()
        seen, self._seen = self._seen, {}
        whole = []
        for file in files:
            looks = (file.size, file.modified)
            before, since = seen.get(file.name, (looks, now))
            self._seen[file.name] = (looks, since if before == looks else now)
            if now - self._seen[file.name][1] >= self._settle:
                whole.append(file)
        return tuple(whole)

    def forget(self, name: str) -> None:
        """A file that comes again under this name is another one."""
        self._seen.pop(name, None)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a batch waits for files that still change, once nothing else is left to do; in seconds."""

    at_most: float = 60.0
    settle: float = 10.0
    """A file that has not changed for so long is whole."""
    look: float = 1.0
    """Time between two looks."""
    clock: Callable[[], float] = time.monotonic
    pause: Callable[[float], None] = time.sleep


def looked_at(file: MediaFile) -> MediaFile | None:
    """The file as it is now; None where it has gone."""
    try:
        status = file.path.stat()
    except OSError:
        return None
    return replace(file, size=status.st_size, modified=status.st_mtime_ns)
