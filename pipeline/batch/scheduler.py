"""A plan carried out: recordings to workers, what they make to the archive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from pipeline.archive.report import Outcome, Status
from pipeline.batch.archive_writer import ArchiveWriter
from pipeline.batch.messages import (
    Event,
    Failed,
    Finished,
    LoadFailed,
    Progressed,
    Ready,
    StageDone,
    Started,
    WorkerLost,
)
from pipeline.batch.plan import Plan
from pipeline.batch.pool import Workers
from pipeline.batch.post import Post
from pipeline.batch.queue import HashedFile, WorkQueue
from pipeline.errors import EngineError
from pipeline.media.scan import MediaFile
from pipeline.progress import Stage, stalled

_POLL = 0.2
"""Seconds after which to look for digests that are ready, when no worker says anything."""
_DEATHS = 2
"""A recording over which so many workers died is set aside."""
_FALSE_STARTS = 3
"""So many workers in a row that die before they are ready, and no other will live."""
_AT_ONCE = 2
"""Tasks of a worker: one that it works on, one that it decodes meanwhile."""


class BatchObserver(Protocol):
    """Told what happens, for a display."""

    def began(self, name: str) -> None:
        """A worker begins with a recording."""
        ...

    def moved(self, name: str, stage: Stage, share: float) -> None:
        """A stage goes on."""
        ...

    def ended(self, outcome: Outcome) -> None:
        """A recording is through."""
        ...

    def waits(self, names: Sequence[str]) -> None:
        """Nothing is left but recordings that still change."""
        ...


class Scheduler:
    """Carries out one plan, and adds to `outcomes` how recordings end.

    Workers start when the first recording needs one, and are ended when their engines make no progress for
    `patience` seconds.
    """

    def __init__(
        self, plan: Plan, writer: ArchiveWriter, start: Callable[[], Workers], watcher: BatchObserver,
        outcomes: list[Outcome], patience: float,
    ) -> None:  # fmt: skip
        self._writer = writer
        self._start = start
        self._watcher = watcher
        self._intake = WorkQueue(plan.work)
        self._workers: Workers | None = None
        self._posts: list[Post] = []
        self._outcomes = outcomes
        self._patience = patience
        self.unsettled: list[MediaFile] = []
        """Those that changed while they were read."""
        self._number = 0
        self._false_starts = 0
        self._pending: HashedFile | None = None

    def run(self) -> None:
        """Everything to its end. Raises DiskError, ModelError or EngineError when nothing can go on."""
        try:
            while not self._is_over():
                self._hand_out()
                self._listen()
        finally:
            self._intake.close()
            if self._workers:
                self._workers.stop()

    def _is_over(self) -> bool:
        return self._intake.is_empty and self._pending is None and not any(post.given for post in self._posts)

    def _hand_out(self) -> None:
        """Give waiting recordings to whoever has the least to do."""
        while arrival := self._pending or self._intake.next():
            self._pending = None
            arrival = self._writer.taken_along(arrival)
            outcome = self._writer.without_work(arrival)
            if outcome:
                self._end(arrival, outcome)
                continue
            worker = self._free_worker()
            if worker is None:
                self._pending = arrival
                return
            self._give(worker, arrival)

    def _free_worker(self) -> int | None:
        if self._workers is None:
            self._workers = self._start()
            self._posts = [Post() for _ in range(self._workers.count)]
        free = [n for n, post in enumerate(self._posts) if post.ready and len(post.given) < _AT_ONCE]
        return min(free, key=lambda n: len(self._posts[n].given), default=None)

    def _give(self, worker: int, arrival: HashedFile) -> None:
        assert self._workers is not None
        self._number += 1
        task = self._writer.task(self._number, arrival)
        self._posts[worker].give(task, arrival)
        self._workers.hand(worker, task)

    def _listen(self) -> None:
        if self._workers is None or (not self._intake.is_empty and not any(p.given for p in self._posts)):
            self._intake.wait(_POLL)
        if self._workers is None:
            return
        for worker, event in self._workers.events(_POLL):
            self._posts[worker].hears(event)
            self._hear(worker, event)
        self._end_stalled(self._workers)

    def _end_stalled(self, workers: Workers) -> None:
        """Their deaths are told like any other."""
        for worker, post in enumerate(self._posts):
            if post.is_stalled(self._patience):
                post.ended_over = post.given[0][0].number if post.given else 0
                workers.end(worker)

    def _hear(self, worker: int, event: Event) -> None:
        post = self._posts[worker]
        match event:
            case Ready():
                post.ready = True
                self._false_starts = 0
                self._writer.engines = (event.recognizer, event.diarizer)
            case LoadFailed(error):
                raise error
            case WorkerLost():
                self._bury(worker)
            case Started(number):
                self._watcher.began(post.find(number)[1].file.name)
            case Progressed(number, stage, share):
                self._watcher.moved(post.find(number)[1].file.name, stage, share)
            case StageDone(number, result):
                self._writer.keep(post.find(number)[1], result)
            case Finished() | Failed():
                task, arrival = post.find(event.number)
                post.given.remove((task, arrival))
                self._end(arrival, self._writer.settle(task, arrival, event))

    def _bury(self, worker: int) -> None:
        """The recording in work bears the blame; the one that was being decoded has another go."""
        assert self._workers is not None
        lost, self._posts[worker] = self._posts[worker], Post()
        if not lost.ready:
            self._false_starts += 1
            if self._false_starts >= _FALSE_STARTS:
                raise EngineError(
                    "The workers die while they load their engines.",
                    hint="Too little memory? Try --jobs 1, or smaller models.",
                )
        for place, (task, arrival) in enumerate(lost.given):
            if task.number == lost.ended_over:
                self._end(arrival, self._writer.failed(arrival, stalled(self._patience, lost.stage)))
                continue
            blamed = arrival if place else self._writer.blame(arrival)
            if blamed.item.deaths >= _DEATHS:
                self._end(blamed, self._writer.give_up(blamed))
            else:
                self._intake.give_back(blamed)
        self._workers.replace(worker)

    def _end(self, arrival: HashedFile, outcome: Outcome) -> None:
        self._intake.finished(arrival)
        if outcome.ending is Status.WRITING:  # it may have another go
            self.unsettled.append(arrival.file)
            return
        self._outcomes.append(outcome)
        self._watcher.ended(outcome)
