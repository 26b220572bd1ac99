"""Recordings on their way to a worker: digests are taken ahead, equal contents wait for each other."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace

from pipeline.archive.journal import JournalEntry
from pipeline.errors import InputError, PipelineError
from pipeline.media.scan import MediaFile
from pipeline.storage.input_file import check_file, sha256

_AHEAD = 4
"""So many digests are taken before they are wanted: their files are then in memory when they are decoded."""


@dataclass(frozen=True, slots=True)
class HashedFile:
    """A recording whose content is known by its digest, or the reason why it is not."""

    file: MediaFile
    item: JournalEntry
    digest: str | None = None
    error: PipelineError | None = None
    growing: bool = False
    """It changed while it was read."""
    moved_from: str | None = None
    """The name that it had when its results were made."""

    @property
    def seen(self) -> JournalEntry:
        """The item with the content that was just read."""
        return replace(self.item, size=self.file.size, modified=self.file.modified, digest=self.digest)


class WorkQueue:
    """Gives out recordings one by one, no two of the same content at once."""

    def __init__(self, work: Sequence[tuple[MediaFile, JournalEntry]]) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="digests")
        self._waiting = deque(work)
        self._reading: deque[Future[HashedFile]] = deque()
        self._held: deque[HashedFile] = deque()
        self._busy: set[str] = set()

    @property
    def is_empty(self) -> bool:
        """Whether everything was given out."""
        return not (self._waiting or self._reading or self._held)

    def next(self) -> HashedFile | None:
        """The next recording that can be worked on, None while there is none."""
        self._read_ahead()
        for arrival in self._candidates():
            if arrival.digest is None or arrival.digest not in self._busy:
                if arrival.digest:
                    self._busy.add(arrival.digest)
                return arrival
            self._held.append(arrival)
        return None

    def wait(self, seconds: float) -> None:
        """Wait for the next digest, not longer than `seconds`."""
        wait(list(self._reading)[:1], seconds)

    def give_back(self, arrival: HashedFile) -> None:
        """Take back a recording whose worker died; others go first."""
        self.finished(arrival)
        self._held.append(arrival)

    def finished(self, arrival: HashedFile) -> None:
        """The work on it is over: others of the same content may go on."""
        if arrival.digest:
            self._busy.discard(arrival.digest)

    def close(self) -> None:
        """Stop reading."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _candidates(self) -> Iterator[HashedFile]:
        for _ in range(len(self._held)):
            yield self._held.popleft()
        while self._reading and self._reading[0].done():
            yield self._reading.popleft().result()
            self._read_ahead()

    def _read_ahead(self) -> None:
        while self._waiting and len(self._reading) < _AHEAD:
            self._reading.append(self._pool.submit(_arrive, *self._waiting.popleft()))


def _arrive(file: MediaFile, item: JournalEntry) -> HashedFile:
    if item.digest and item.is_of(file):
        return HashedFile(file, item, item.digest)
    try:
        check_file(file.path)
        digest = sha256(file.path)
    except InputError as error:
        return HashedFile(file, item, error=error)
    try:
        status = file.path.stat()
    except OSError:
        return HashedFile(file, item, growing=True)
    growing = (status.st_size, status.st_mtime_ns) != (file.size, file.modified)
    return HashedFile(file, item, digest, growing=growing)
