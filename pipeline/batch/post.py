"""A worker as the scheduler sees it: what it was given, and when it last said something."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field

from pipeline.batch.messages import Event, Progressed, Started, Task
from pipeline.batch.queue import HashedFile
from pipeline.limits import ENGINE_STALLED
from pipeline.progress import Stage


@dataclass(slots=True)
class Post:
    """A worker, ready or not, and its tasks in order; it works on the first, once that is `started`."""

    ready: bool = False
    given: list[tuple[Task, HashedFile]] = field(default_factory=list)
    started: int | None = None
    stage: Stage | None = None
    ended_over: int | None = None
    """The task over which it was ended, as nothing came of it."""
    _heard: float = field(default_factory=time.monotonic)

    def give(self, task: Task, arrival: HashedFile) -> None:
        """One more task."""
        if not self.given:
            self._heard = time.monotonic()
        self.given.append((task, arrival))

    def find(self, number: int) -> tuple[Task, HashedFile]:
        """The task with this number and what it is about."""
        return next(given for given in self.given if given[0].number == number)

    def hears(self, event: Event) -> None:
        """It said something."""
        self._heard = time.monotonic()
        if isinstance(event, Started):
            self.started, self.stage = event.number, None
        elif isinstance(event, Progressed):
            self.stage = event.stage

    def is_stalled(self, patience: float) -> bool:
        """Whether its engines have been silent for more than `patience` seconds.

        Loading them takes as long on every machine. Before work on a recording starts it is decoded, which
        has its own limit, and says nothing.
        """
        if self.ended_over is not None or (self.ready and not self.given):
            return False
        if not self.ready:
            patience = max(patience, ENGINE_STALLED)
        elif self.given[0][0].number != self.started:
            patience += self.given[0][0].options.limits.total or math.inf
        return time.monotonic() - self._heard > patience
