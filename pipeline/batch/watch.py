"""A hot folder worked through for as long as it lasts."""

from __future__ import annotations

import time
from collections.abc import Callable

from pipeline.archive.session import OpenArchive
from pipeline.batch.hot_folder import HotFolder
from pipeline.batch.pool import PersistentPool, Workers
from pipeline.batch.run import BatchConfig, run_batch
from pipeline.batch.scheduler import BatchObserver
from pipeline.batch.spec import JobSpec
from pipeline.batch.stillness import Patience


def watch(
    hot: HotFolder,
    archive: OpenArchive,
    asked: JobSpec,
    start: Callable[[], Workers],
    watcher: BatchObserver,
    pause: Callable[[], bool],
) -> None:
    """Work through what is dropped into the folder until `pause`, which waits for the next look, says False.

    What was claimed by an earlier watcher that did not end well is done first. Raises what `run_batch` does.
    """
    workers = PersistentPool(start)
    try:
        while True:
            hot.claim()
            _work_through(hot, archive, asked, workers, watcher)
            if not pause():
                return
    finally:
        workers.end_all()


def _work_through(
    hot: HotFolder,
    archive: OpenArchive,
    asked: JobSpec,
    workers: PersistentPool,
    watcher: BatchObserver,
) -> None:
    order = BatchConfig(
        hot.working,
        archive.folder,
        asked,
        retry_failed=True,
        patience=Patience(0.0, settle=0.0),
        home=hot.done,
    )
    plan = order.plan(archive.journal.items())
    for name in plan.already_done:  # the watcher before us ended between its last two steps
        hot.put_away(name)
    if plan.work:
        report = run_batch(order, archive, plan, workers.begin, watcher)
        for outcome in report.outcomes:
            hot.settle(outcome)


def pausing(seconds: float, finished: Callable[[], bool] | None = None) -> Callable[[], bool]:
    """A pause between two looks: for ever, or until `finished`."""

    def pause() -> bool:
        if finished and finished():
            return False
        time.sleep(seconds)
        return True

    return pause
