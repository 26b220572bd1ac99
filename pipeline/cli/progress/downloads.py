"""What a pull shows on the screen."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from pipeline.models import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress


@contextmanager
def pull_watcher() -> Iterator[Progress]:
    """A bar on a terminal; elsewhere one line for each model."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with RichProgress(*columns, console=Console(stderr=True), transient=True) as bars:
        yield _Bars(bars)


class _Lines:
    """Says one line for each model."""

    def waiting(self, model: str) -> None:
        click.echo(f"{model}: waiting for another pull of the same model", err=True)

    def elsewhere(self, model: str, why: str, source: str) -> None:
        click.echo(f"{model}: {why}; {source} is asked instead", err=True)

    def receiving(self, model: str, file: str, received: int, size: int | None) -> None:
        """Bytes are no news where nobody is looking."""

    def finished(self, model: str, files: int) -> None:
        click.echo(f"{model}: {'installed' if files else 'already installed'}", err=True)


class _Bars(_Lines):
    """Draws a bar for the file that is coming in, above it the same lines."""

    def __init__(self, bars: RichProgress) -> None:
        self._bars = bars
        self._task = bars.add_task("", visible=False)

    def receiving(self, model: str, file: str, received: int, size: int | None) -> None:
        self._bars.update(
            self._task, description=f"{model} {file}", completed=received, total=size, visible=True
        )
