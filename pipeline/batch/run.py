"""A batch from its plan to its closing report."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pipeline.archive.journal import JournalEntry
from pipeline.archive.report import Report
from pipeline.archive.results import Results
from pipeline.archive.session import OpenArchive
from pipeline.batch.archive_writer import ArchiveWriter
from pipeline.batch.plan import SETTLING, Plan, make_plan
from pipeline.batch.pool import Workers
from pipeline.batch.rewriting import kept_words
from pipeline.batch.scheduler import BatchObserver, Scheduler
from pipeline.batch.spec import JobSpec
from pipeline.media.scan import scan


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
        plan = make_plan(
            scan(self.source, self.folder), items, self.asked.fingerprint, now=time.time(),
            retry_failed=self.retry_failed, force=self.force, settling=self.settling,
        )  # fmt: skip
        return replace(plan, kept=kept_words(plan, self.folder, self.asked))


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
    results = Results(order.folder, order.asked.formats, order.asked.style, order.force)
    writer = ArchiveWriter(
        order.asked, archive.items, archive.journal, archive.kept, results, archive.index, order.home
    )
    outcomes = Scheduler(plan, writer, start, watcher).run()
    return Report(
        source=str(order.source),
        archive=str(order.folder),
        began=began.isoformat(timespec="seconds"),
        seconds=round(time.monotonic() - clock, 3),
        outcomes=outcomes,
        closed=plan.closed,
    )
