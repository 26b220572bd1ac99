"""A batch from its plan to its closing report."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from pipeline.archive.condition import Condition, condition_of
from pipeline.archive.journal import JournalEntry, State
from pipeline.archive.moving import Mover
from pipeline.archive.report import Outcome, Report, Status
from pipeline.archive.results import Results
from pipeline.archive.session import OpenArchive
from pipeline.batch.archive_writer import ArchiveWriter
from pipeline.batch.deposit import Deposit
from pipeline.batch.impossible import impossible_names
from pipeline.batch.plan import Plan, make_plan
from pipeline.batch.pool import PersistentPool, Workers
from pipeline.batch.rewriting import kept_words
from pipeline.batch.scheduler import BatchObserver, Scheduler
from pipeline.batch.spec import JobSpec
from pipeline.batch.stillness import Patience, Stillness, looked_at
from pipeline.errors import PipelineError
from pipeline.media.scan import Found, MediaFile, scan


@dataclass(frozen=True, slots=True)
class BatchConfig:
    """What a batch is to do: recordings in `source`, results to `folder`."""

    source: Path
    folder: Path
    asked: JobSpec
    retry_failed: bool = False
    force: bool = False
    patience: Patience = field(default_factory=Patience)
    home: Path | None = None
    """Where the recordings will lie later on, if not where they are."""
    follow_links: bool = False
    """Whether links in the source may lead out of it."""

    def plan(self, items: dict[str, JournalEntry]) -> Plan:
        """Look through the source. Raises InputError."""
        found = scan(self.source, self.folder, follow_links=self.follow_links)
        plan = make_plan(
            found, items, self.asked.fingerprint_of, conditions=self._conditions(found, items),
            now=time.time(),
            retry_failed=self.retry_failed, force=self.force, settling=self.patience.settle,
        )  # fmt: skip
        return replace(
            plan,
            kept=kept_words(plan, self.folder, self.asked),
            impossible=impossible_names(plan, items, self.results),
        )

    def plan_of(self, found: Found, items: Mapping[str, JournalEntry]) -> Plan:
        """What to do with files that are whole."""
        return make_plan(
            found, items, self.asked.fingerprint_of, conditions=self._conditions(found, items),
            now=time.time(),
            retry_failed=self.retry_failed, force=self.force, settling=0.0,
        )  # fmt: skip

    @property
    def results(self) -> Results:
        """Where results go, and in which forms."""
        return Results(self.folder, self.asked.formats, self.asked.styles, self.force)

    def _conditions(self, found: Found, items: Mapping[str, JournalEntry]) -> dict[str, Condition]:
        known = [items[file.name] for file in found.files if file.name in items]
        return {
            item.name: condition_of(self.folder, item, self.results.names(item.base))
            for item in known
            if item.state is State.DONE and item.base
        }


def run_batch(
    order: BatchConfig,
    archive: OpenArchive,
    plan: Plan,
    start: Callable[[], Workers],
    watcher: BatchObserver,
    stopped: Callable[[Report], None] = lambda _: None,
) -> Report:
    """Do everything in `plan`; what still changes is waited for, as long as the order's patience lasts.

    Raises DiskError, ModelError or EngineError when nothing can go on. What was done by then is done, and
    told to `stopped`, also where the user ends the run.
    """
    run = _Run(order, archive, plan, start, watcher)
    try:
        run.to_its_end()
    except KeyboardInterrupt:
        stopped(run.report("by the user"))
        raise
    except PipelineError as error:
        if (report := run.report(error.message)).outcomes:
            stopped(report)
        raise
    return run.report()


class _Run:
    """One run over an archive, in rounds: what is whole first, then what has become still."""

    def __init__(
        self, order: BatchConfig, archive: OpenArchive, plan: Plan, start: Callable[[], Workers],
        watcher: BatchObserver,
    ) -> None:  # fmt: skip
        self._began, self._clock = datetime.now(), time.monotonic()
        self._order = order
        self._plan = plan
        self._items = archive.items
        self._watcher = watcher
        self._workers = PersistentPool(start)
        self._writer = _writer(order, archive)
        self._outcomes: list[Outcome] = []

    def to_its_end(self) -> None:
        patience = self._order.patience
        stillness = Stillness(patience.settle, patience.clock)
        stillness.still(self._plan.unsettled)
        try:
            pending = [*self._plan.unsettled, *self._round(self._plan)]
            self._wait(pending, stillness)
        finally:
            self._workers.end_all()

    def report(self, stopped: str | None = None) -> Report:
        """What was done until now."""
        asked = len(self._plan.work) + len(self._plan.unsettled)
        return Report(
            source=str(self._order.source),
            archive=str(self._order.folder),
            began=self._began.isoformat(timespec="seconds"),
            seconds=round(time.monotonic() - self._clock, 3),
            outcomes=tuple(self._outcomes),
            closed=self._plan.found.closed,
            stopped=stopped,
            left=asked - len(self._outcomes) if stopped else 0,
        )

    def _round(self, plan: Plan) -> list[MediaFile]:
        """Do what is whole; what changed meanwhile."""
        patience = self._order.asked.options.engine_stalled_after
        scheduler = Scheduler(
            plan, self._writer, self._workers.begin, self._watcher, self._outcomes, patience
        )
        scheduler.run()
        return scheduler.unsettled

    def _wait(self, pending: list[MediaFile], stillness: Stillness) -> None:
        patience = self._order.patience
        until = patience.clock() + patience.at_most
        if pending and patience.at_most:
            self._watcher.waits([file.name for file in pending])
        while pending and patience.clock() < until:
            pending = [now for file in pending if (now := looked_at(file))]
            if whole := stillness.still(pending):
                names = {file.name for file in whole}
                again = self._round(self._order.plan_of(Found(whole), self._items))
                pending = [*(file for file in pending if file.name not in names), *again]
            elif pending:
                patience.pause(patience.look)
        for file in pending:
            outcome = Outcome(file.name, Status.WRITING, message="It still changes; the next run takes it.")
            self._outcomes.append(outcome)
            self._watcher.ended(outcome)


def _writer(order: BatchConfig, archive: OpenArchive) -> ArchiveWriter:
    deposit = Deposit(order.results, archive.journal, archive.index, order.asked.fingerprint_of, order.home)
    # Recordings of a hot folder are moved by us, and taken away by others when they are done.
    mover = None if order.home else Mover(order.source, order.results, archive.journal, archive.index)
    return ArchiveWriter(order.asked, archive.items, archive.kept, deposit, mover)
