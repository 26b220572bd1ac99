"""A batch from its plan to its closing report."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pipeline.archive.condition import Condition, condition_of
from pipeline.archive.journal import JournalEntry, State
from pipeline.archive.moving import Mover
from pipeline.archive.report import Report
from pipeline.archive.results import Results
from pipeline.archive.session import OpenArchive
from pipeline.batch.archive_writer import ArchiveWriter
from pipeline.batch.deposit import Deposit
from pipeline.batch.plan import SETTLING, Plan, make_plan
from pipeline.batch.pool import Workers
from pipeline.batch.rewriting import kept_words
from pipeline.batch.scheduler import BatchObserver, Scheduler
from pipeline.batch.spec import JobSpec
from pipeline.media.scan import Found, scan


@dataclass(frozen=True, slots=True)
class BatchConfig:
    """What a batch is to do: recordings in `source`, results to `folder`."""

    source: Path
    folder: Path
    asked: JobSpec
    retry_failed: bool = False
    force: bool = False
    settling: float = SETTLING
    home: Path | None = None
    """Where the recordings will lie later on, if not where they are."""

    def plan(self, items: dict[str, JournalEntry]) -> Plan:
        """Look through the source. Raises InputError."""
        found = scan(self.source, self.folder)
        plan = make_plan(
            found, items, self.asked.fingerprint, conditions=self._conditions(found, items),
            now=time.time(),
            retry_failed=self.retry_failed, force=self.force, settling=self.settling,
        )  # fmt: skip
        return replace(plan, kept=kept_words(plan, self.folder, self.asked))

    @property
    def results(self) -> Results:
        """Where results go, and in which forms."""
        return Results(self.folder, self.asked.formats, self.asked.style, self.force)

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
) -> Report:
    """Do everything in `plan`.

    Raises DiskError, ModelError or EngineError when nothing can go on. What was done by then is done.
    """
    began, clock = datetime.now(), time.monotonic()
    deposit = Deposit(order.results, archive.journal, archive.index, order.asked.fingerprint, order.home)
    # Recordings of a hot folder are moved by us, and taken away by others when they are done.
    mover = None if order.home else Mover(order.source, order.results, archive.journal, archive.index)
    writer = ArchiveWriter(order.asked, archive.items, archive.kept, deposit, mover)
    outcomes = Scheduler(plan, writer, start, watcher).run()
    return Report(
        source=str(order.source),
        archive=str(order.folder),
        began=began.isoformat(timespec="seconds"),
        seconds=round(time.monotonic() - clock, 3),
        outcomes=outcomes,
        closed=plan.found.closed,
    )
