"""How many workers a batch has, and where they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from pipeline.cli.value_types import Count
from pipeline.cli.work_options import Work
from pipeline.cores import usable_cores

if TYPE_CHECKING:
    from pipeline.batch.pool import Workers
    from pipeline.batch.spec import EngineFactory

jobs_option = click.option(
    "-j", "--jobs", type=Count(), metavar="N",
    help="Recordings worked on at the same time.  [default: one for every four cores]",
)  # fmt: skip


def start_workers(work: Work, jobs: int | None) -> Callable[[], Workers]:
    """How workers are started when the first recording needs one."""
    from pipeline.batch.process_pool import Processes

    return lambda: Processes(jobs or _fitting_jobs(), _factory(work))


def start_cluster(work: Work, jobs: int | None, address: str, gpus: float) -> Callable[[], Workers]:
    """The same on a cluster. Raises MissingToolError where Ray is not installed."""
    from pipeline.batch.ray_pool import Cluster

    load = _factory(work)
    return lambda: Cluster(address, load, jobs, gpus)


def _fitting_jobs() -> int:
    return max(1, usable_cores() // 4)


def _factory(work: Work) -> EngineFactory:
    from pipeline.batch.spec import EngineFactory

    return EngineFactory(work.asr, work.diarizer, work.language, work.trust_model)
