"""Several files with one command: a bad one does not stop the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from pipeline.cli.escape import shown
from pipeline.cli.plural import counted
from pipeline.errors import PartlyFailed, PipelineError


def each_of(paths: Sequence[Path], work: Callable[[Path], None], what: str, *, part: bool) -> None:
    """Do `work` on every path, with an empty line on the screen between two where results `part` there.

    A single one's error is passed on; of several each is said, and the command ends with exit code 9.
    """
    if len(paths) == 1:
        work(paths[0])
        return
    failed = done = 0
    for path in paths:
        try:
            if part and done:
                click.echo()
            work(path)
            done += 1
        except PipelineError as error:
            failed += 1
            click.echo(shown(str(error)), err=True)
    if failed:
        click.echo(f"{failed} of {counted(len(paths), what)} could not be done.", err=True)
        raise click.exceptions.Exit(PartlyFailed.exit_code)
