"""Workers: whoever does tasks somewhere and tells what happens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from pipeline.batch.messages import Event, Ready, Task


class PersistentPool:
    """Passes everything on to workers that start with the first run and end with `end_all`."""

    def __init__(self, start: Callable[[], Workers]) -> None:
        self._start = start
        self._workers: Workers | None = None
        self._ready: dict[int, Ready] = {}
        self._again: list[tuple[int, Event]] = []

    def begin(self) -> PersistentPool:
        """For the next run, which is told again who is ready."""
        if self._workers is None:
            self._workers = self._start()
        self._again = list(self._ready.items())
        return self

    def end_all(self) -> None:
        """Stop them for good."""
        if self._workers:
            self._workers.stop()

    @property
    def count(self) -> int:
        """How many there are."""
        return self._running.count

    def hand(self, worker: int, task: Task) -> None:
        """Pass it on."""
        self._running.hand(worker, task)

    def events(self, timeout: float) -> Sequence[tuple[int, Event]]:
        """What the workers say."""
        if self._again:
            told, self._again = self._again, []
            return told
        events = self._running.events(timeout)
        self._ready |= {worker: event for worker, event in events if isinstance(event, Ready)}
        return events

    def end(self, worker: int) -> None:
        """Pass it on."""
        self._running.end(worker)

    def replace(self, worker: int) -> None:
        """Pass it on."""
        self._ready.pop(worker, None)
        self._running.replace(worker)

    def stop(self) -> None:
        """Nothing: the next run needs them."""

    @property
    def _running(self) -> Workers:
        assert self._workers is not None
        return self._workers


class Workers(Protocol):
    """A fixed number of workers, numbered from 0, each with engines that load once.

    Each takes a second task while it works on the first, and decodes it meanwhile; it does them in order.
    """

    @property
    def count(self) -> int:
        """How many there are."""
        ...

    def hand(self, worker: int, task: Task) -> None:
        """Give a task to a worker. One to a worker that has died is lost: its death will be told."""
        ...

    def events(self, timeout: float) -> Sequence[tuple[int, Event]]:
        """What has happened, after `timeout` seconds at most. A worker's death is told after all else."""
        ...

    def end(self, worker: int) -> None:
        """End a worker of which nothing comes, whatever it is doing. Its death will be told."""
        ...

    def replace(self, worker: int) -> None:
        """Put a new one in the place of a worker that has died."""
        ...

    def stop(self) -> None:
        """End all of them at once, whatever they are doing."""
        ...
