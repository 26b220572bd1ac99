"""`pipeline watch`: recordings dropped into a folder become transcripts."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.command import Command
from pipeline.cli.given_path import Wanted, given, refuse_file
from pipeline.cli.knowledge import Knowledge, knowledge_options
from pipeline.cli.parameters import Log, form_options, log_options, style_options
from pipeline.cli.work_options import Work, work_options
from pipeline.cli.workers import jobs_option, start_workers


@click.command(
    cls=Command,
    examples=("pipeline watch incoming archive", "pipeline watch incoming archive --until-empty -f article"),
)
@click.argument("source", metavar="SRC", type=click.Path(path_type=Path))
@click.argument("folder", metavar="DST", type=click.Path(path_type=Path))
@jobs_option
@click.option("--poll", type=click.FloatRange(min=0.1), default=5.0, show_default=True, metavar="SECONDS",
              help="Time between two looks.")  # fmt: skip
@click.option("--settle", type=click.FloatRange(min=0.0), default=15.0, show_default=True, metavar="SECONDS",
              help="A file that has not changed for so long is whole.")  # fmt: skip
@click.option("--until-empty", is_flag=True, help="Stop as soon as nothing is left to do.")
@form_options
@style_options
@work_options
@knowledge_options
@log_options
def watch(
    source: Path,
    folder: Path,
    jobs: int | None,
    poll: float,
    settle: float,
    until_empty: bool,
    formats: tuple[str, ...],
    styles: tuple[object, ...],
    work: Work,
    knowledge: Knowledge,
    log: Log,
) -> None:
    """Turn every recording that is dropped into SRC into a transcript in DST, until you stop it.

    A recording that has arrived is moved to SRC/working, then to SRC/done, or to SRC/failed with a file
    beside it that says why. To try one again, drop it into SRC again.
    """
    from pipeline.archive.session import opened
    from pipeline.batch.hot_folder import HotFolder
    from pipeline.batch.spec import JobSpec
    from pipeline.batch.watch import pausing
    from pipeline.batch.watch import watch as keep_watching
    from pipeline.cli.progress.batch import Display, JsonLines
    from pipeline.errors import InputError

    with given(source, Wanted.TREE):
        if not source.is_dir():
            raise InputError(f"{str(source)!r} is no folder.", hint="Make it, or check the name.")
    refuse_file(folder)
    asked = JobSpec(work.asr, work.diarizer, work.options(knowledge), formats, styles)
    shows = JsonLines() if log.for_programs else Display(quiet=log.quiet)
    hot = HotFolder(source.absolute(), settle)
    with hot.held(), opened(folder.absolute(), hot.done) as archive:
        shows.say(f"Watching {str(source)!r}. Stop with Ctrl-C.")
        pause = pausing(poll, hot.is_empty if until_empty else None)
        keep_watching(hot, archive, asked, start_workers(work, jobs), shows, pause)
