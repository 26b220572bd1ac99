"""`pipeline batch`: a tree of recordings to an archive of transcripts."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.command import Command
from pipeline.cli.escape import shown
from pipeline.cli.given_path import Wanted, given, refuse_file
from pipeline.cli.knowledge import Knowledge, knowledge_options
from pipeline.cli.parameters import Log, form_options, log_options, strict_option, style_options
from pipeline.cli.plural import counted
from pipeline.cli.work_options import Work, work_options
from pipeline.cli.workers import jobs_option, start_cluster, start_workers
from pipeline.errors import OutputError, PartlyFailed

if TYPE_CHECKING:
    from pipeline.archive.report import Report
    from pipeline.archive.session import OpenArchive
    from pipeline.batch.plan import Plan
    from pipeline.batch.pool import Workers
    from pipeline.batch.run import BatchConfig
    from pipeline.cli.progress.batch import Display
    from pipeline.profile.sheet import Sheet

_TOLD = 5
"""Names that are told one by one."""


@click.command(
    cls=Command,
    examples=(
        "pipeline batch recordings archive --dry-run",
        "pipeline batch recordings archive -f article",
        "pipeline batch recordings archive --retry-failed --jobs 2",
        "pipeline batch recordings archive --metadata sheet.csv",
    ),
)
@click.argument("source", metavar="SRC", type=click.Path(path_type=Path))
@click.argument("folder", metavar="DST", type=click.Path(path_type=Path))
@click.option("-n", "--dry-run", is_flag=True, help="Show the plan and do nothing.")
@jobs_option
@click.option(
    "--cluster", metavar="local|ADDRESS", help="Work on a Ray cluster: one of this machine, or HOST:PORT."
)
@click.option("--gpus", type=click.FloatRange(min=0.0), default=0.0, metavar="N",
              help="Share of a graphics card for each worker of a cluster.")  # fmt: skip
@click.option("--retry-failed", is_flag=True, help="Try again what failed before.")
@click.option("--force", is_flag=True, help="Do everything again, and replace what somebody edited.")
@click.option("--metadata", type=click.Path(path_type=Path), metavar="FILE",
              help="A table (.csv) of what is known of each recording: path or id, title, date, station, "
                   "url, and any further columns, which are kept.")  # fmt: skip
@click.option(
    "--follow-links", is_flag=True, help="Take recordings to which links in SRC lead elsewhere, too."
)
@form_options
@style_options
@work_options
@knowledge_options
@strict_option
@log_options
def batch(
    source: Path,
    folder: Path,
    dry_run: bool,
    jobs: int | None,
    cluster: str | None,
    gpus: float,
    retry_failed: bool,
    force: bool,
    metadata: Path | None,
    follow_links: bool,
    formats: tuple[str, ...],
    styles: tuple[object, ...],
    work: Work,
    knowledge: Knowledge,
    strict: bool,
    log: Log,
) -> None:
    """Turn every recording below SRC into a transcript at the same place below DST.

    Stop it whenever you like; the same command goes on where it was. What is done is not done again, one bad
    file does not stop the others, and what somebody edited is left alone.
    """
    from pipeline.archive.session import known_items, opened
    from pipeline.batch.missing_models import missing_models
    from pipeline.batch.run import BatchConfig
    from pipeline.batch.spec import JobSpec
    from pipeline.models import ModelStore

    sheet = _sheet(metadata) if metadata else None
    asked = JobSpec(work.asr, work.diarizer, work.options(knowledge), formats, styles, sheet)
    start = start_cluster(work, jobs, cluster, gpus) if cluster else start_workers(work, jobs)
    order = BatchConfig(
        source.absolute(), folder.absolute(), asked, retry_failed, force, follow_links=follow_links
    )
    shows = _display(log)
    with given(source, Wanted.TREE):  # says what is wrong with the source before anything is written
        plan = order.plan(known_items(order.folder, order.source))
    refuse_file(folder)
    if sheet is not None:
        _say_unused(sheet, plan, shows)
    if dry_run:
        shows.plan(plan, missing_models(work.asr, work.diarizer, ModelStore.default()) if plan.work else ())
        return
    with opened(order.folder, order.source) as archive:
        for note in archive.notes:
            shows.say(note)
        plan = order.plan(archive.items)
        shows.plan(plan)
        report = _carry_out(order, archive, plan, start, shows)
    if not report.all_well or (strict and report.incomplete):
        raise click.exceptions.Exit(PartlyFailed.exit_code)


def _sheet(path: Path) -> Sheet:
    from pipeline.profile.sheet import read_sheet

    with given(path, Wanted.LIST):
        return read_sheet(path)


def _say_unused(sheet: Sheet, plan: Plan, shows: Display) -> None:
    unused = sheet.without_recording(file.name for file, _, _ in plan.verdicts)
    if unused:
        more = f", and {len(unused) - _TOLD} more" if len(unused) > _TOLD else ""
        names = ", ".join(map(shown, unused[:_TOLD]))
        shows.say(f"No recording for {counted(len(unused), 'row')} of the sheet: {names}{more}.")


def _carry_out(
    order: BatchConfig, archive: OpenArchive, plan: Plan, start: Callable[[], Workers], shows: Display
) -> Report:
    from pipeline.batch.run import run_batch

    stopped: list[Report] = []
    try:
        with shows:
            report = run_batch(order, archive, plan, start, shows, stopped.append)
    finally:
        if stopped:
            with suppress(OutputError):  # a full disk takes no report either
                _report(stopped[-1], order, shows)
    _report(report, order, shows)
    return report


def _report(report: Report, order: BatchConfig, shows: Display) -> None:
    """Write it where there is something to tell, and say the first line of it."""
    from pipeline.archive.report import as_text, write_report

    if report.outcomes or report.stopped:
        shows.say(as_text(report).splitlines()[0])
        shows.say(f"The report is {str(write_report(report, order.folder))!r}.")


def _display(log: Log) -> Display:
    """The right one for the options and for where stderr goes."""
    from pipeline.cli.progress.batch import Display, JsonLines
    from pipeline.cli.progress.batch_bars import Bars

    if log.for_programs:
        return JsonLines()
    if sys.stderr.isatty() and not log.quiet:
        return Bars()
    return Display(quiet=log.quiet)
