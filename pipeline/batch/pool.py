"""Workers: whoever does tasks somewhere and tells what happens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from pipeline.batch.messages import Event, Task


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

    def replace(self, worker: int) -> None:
        """Put a new one in the place of a worker that has died."""
        ...

    def stop(self) -> None:
        """End all of them at once, whatever they are doing."""
        ...
