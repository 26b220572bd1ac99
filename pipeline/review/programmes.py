"""The programmes of an archive, as its list shows them: what waits, what is in work, what is checked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from pipeline.archive.layout import transcripts_of
from pipeline.errors import PipelineError
from pipeline.review.programme import Programme
from pipeline.review.programme_row import Row, key_of, row_of


class Listed(TypedDict):
    """All that are known so far; `left` more are still to be read."""

    name: str
    programmes: tuple[Row, ...]
    left: int


@dataclass(frozen=True, slots=True)
class _Seen:
    """A row, and the state of the file of which it tells."""

    stamp: tuple[int, int] | None
    row: Row | None


class Programmes:
    """An archive's folder. Files are read in the background, each again only when it has changed."""

    def __init__(
        self, folder: Path, failed: Callable[[PipelineError], None], media: Path | None = None,
        me: str | None = None,
    ) -> None:  # fmt: skip
        self.name = folder.name or str(folder)
        self._folder = folder
        self._failed = failed
        self._media = media
        self._me = me
        self._seen: dict[str, _Seen] = {}
        self._open: dict[str, Programme] = {}
        self._lock = threading.Lock()
        self._reading = threading.Lock()

    def listed(self) -> Listed:
        """What is known by now; what is not is read meanwhile."""
        found = self._inside()
        with self._lock:
            due = {name: path for name, path in found.items() if self._is_due(name, path)}
            rows = [self._seen[name].row for name in sorted(found) if name in self._seen]
        if due and not self._reading.locked():
            threading.Thread(target=self._read, args=(due,), daemon=True).start()
        return Listed(name=self.name, programmes=tuple(row for row in rows if row), left=len(due))

    def opened(self, key: str) -> Programme:
        """The programme with this key. Raises LookupError, InputError and DocumentError."""
        with self._lock:
            if key not in self._open:
                path = next((path for name, path in self._inside().items() if key_of(name) == key), None)
                if path is None:
                    raise LookupError(key)
                self._open[key] = Programme.opened(path, self._failed, self._media, self._me)
            return self._open[key]

    def close(self) -> None:
        """Write what is still to be written beside the transcripts."""
        for programme in self._open.values():
            programme.close()

    def _inside(self) -> dict[str, Path]:
        """Its transcripts by their path below it, without links that lead out of it."""
        root = self._folder.resolve()
        inside = (path for path in transcripts_of(self._folder) if path.resolve().is_relative_to(root))
        return {path.relative_to(self._folder).as_posix(): path for path in inside}

    def _is_due(self, name: str, path: Path) -> bool:
        return name not in self._seen or self._seen[name].stamp != _stamp(path)

    def _read(self, due: Mapping[str, Path]) -> None:
        with self._reading:
            for name, path in due.items():
                stamp = _stamp(path)
                try:
                    seen = _Seen(stamp, row_of(name, path))
                except (OSError, PipelineError):
                    seen = _Seen(stamp, None)
                with self._lock:
                    self._seen[name] = seen


def _stamp(path: Path) -> tuple[int, int] | None:
    """None of a file that is gone by now."""
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_mtime_ns, about.st_size
