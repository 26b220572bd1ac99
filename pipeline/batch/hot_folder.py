"""A folder into which recordings are dropped: looked at again and again, since shares send no events."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from pipeline.archive.report import Outcome, Status
from pipeline.batch.stillness import Stillness
from pipeline.errors import DiskError, OutputError
from pipeline.media.scan import MediaFile, scan
from pipeline.storage.atomic import prepare_folder, write_whole
from pipeline.storage.lock import exclusive

WORKING, DONE, FAILED = "working", "done", "failed"
"""Folders in the hot folder: claimed by us, and through."""
_LOCK = ".lock"


class HotFolder:
    """`settle` is how many seconds a file must stay as it is before it is taken to be whole."""

    def __init__(self, top: Path, settle: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.top = top
        self._stillness = Stillness(settle, clock)

    @property
    def working(self) -> Path:
        """Where claimed recordings lie while they are worked on."""
        return self.top / WORKING

    @property
    def done(self) -> Path:
        """Where they lie afterwards."""
        return self.top / DONE

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other watchers out. Raises OutputError when there is one, or nothing can be written."""
        for folder in (WORKING, DONE, FAILED):
            prepare_folder(self.top / folder)
        try:
            with exclusive(self.working / _LOCK, self._refuse):
                yield
        except OSError as error:
            raise DiskError(f"Cannot write to {str(self.working)!r}: {error.strerror}.") from None

    def is_empty(self) -> bool:
        """Whether nothing is waiting, whole or not."""
        return not self._incoming()

    def claim(self) -> list[str]:
        """Move what has settled to the working folder; the names there. Raises InputError, DiskError."""
        return [name for file in self._stillness.still(self._incoming()) if (name := self._claimed(file))]

    def settle(self, outcome: Outcome) -> None:
        """Put a recording where it belongs now. Raises OutputError."""
        if outcome.ending is Status.WRITING:
            return
        if outcome.ending is not Status.FAILED:
            self.put_away(outcome.name)
            return
        target = self._free(self.top / FAILED / outcome.name)
        _move(self.working / outcome.name, target)
        write_whole(target.with_name(f"{target.name}.reason.txt"), f"{outcome.message}\n", force=True)

    def put_away(self, name: str) -> None:
        """Move a recording that is done to its last place. Raises DiskError."""
        _move(self.working / name, self.done / name)

    def _incoming(self) -> list[MediaFile]:
        ours = (WORKING, DONE, FAILED)
        return [file for file in scan(self.top).files if file.name.split("/")[0] not in ours]

    def _claimed(self, file: MediaFile) -> str | None:
        """The rename is the claim: of two programs that try, one finds the file gone."""
        target = self._free(self.working / file.name)
        try:
            _move(file.path, target)
        except FileNotFoundError:
            return None
        self._stillness.forget(file.name)
        return target.relative_to(self.working).as_posix()

    def _free(self, path: Path) -> Path:
        """`path`, or with a number where that name was used before: no programme replaces another."""
        top = self.top / path.relative_to(self.top).parts[0]
        name = path.relative_to(top)
        numbered = (name.with_stem(f"{name.stem}-{number}") for number in itertools.count(2))
        places = (top,) if top.name != WORKING else (self.working, self.done)
        for candidate in itertools.chain((name,), numbered):
            if not any((place / candidate).exists() for place in places):
                return top / candidate
        raise AssertionError("numbers do not end")

    def _refuse(self) -> NoReturn:
        raise OutputError(
            f"{str(self.top)!r} is watched already.", hint="Stop the other watcher, or watch another folder."
        )


def _move(path: Path, target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(target)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise DiskError(f"Cannot move {str(path)!r} to {str(target)!r}: {error.strerror}.") from None
