"""What the user sees on stderr while a recording is worked on."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import click

from pipeline.cli.escape import shown
from pipeline.cli.names_told import counted_names, told_names
from pipeline.cli.parameters import Log
from pipeline.cli.places_told import told_places
from pipeline.cli.plural import counted
from pipeline.progress import ProgressCallback, Stage, no_progress, share_done
from pipeline.transcript.holes import in_one_line
from pipeline.transcript.model import Transcript
from pipeline.transcript.timecode import clock


class Reporter(Protocol):
    """Told of everything that happens to each file."""

    for_programs: bool
    """Whether every end, also the only file's failure, must be told as an event."""

    def say(self, message: str) -> None:
        """A remark that is no error."""
        ...

    def loading(self) -> AbstractContextManager[object]:
        """A context manager around the loading of the engines."""
        ...

    def working(self, media: Path) -> Any:
        """A context manager around the work on one file; gives the listener for its stages."""
        ...

    def done(self, media: Path, transcript: Transcript, seconds: float) -> None:
        """A file is finished."""
        ...

    def failed(self, media: Path, message: str, code: int) -> None:
        """A file could not be done."""
        ...


def reporter(log: Log) -> Reporter:
    """The right one for the options and for where stderr goes."""
    if log.for_programs:
        return JsonLines()
    return Plain(quiet=log.quiet, bars=sys.stderr.isatty() and not log.quiet)


class Plain:
    """For people: progress bars on a terminal, a line a file elsewhere, only errors when quiet."""

    for_programs = False

    def __init__(self, *, quiet: bool, bars: bool) -> None:
        self._quiet = quiet
        self._bars = bars

    def say(self, message: str) -> None:
        if not self._quiet:
            click.echo(message, err=True)

    def loading(self) -> AbstractContextManager[object]:
        if not self._bars:
            return nullcontext()
        from rich.console import Console

        return Console(stderr=True).status("loading the engines")

    @contextmanager
    def working(self, media: Path) -> Iterator[ProgressCallback]:
        if not self._bars:
            yield no_progress
            return
        with _Bars(media.name) as bars:
            yield bars.move

    def done(self, media: Path, transcript: Transcript, seconds: float) -> None:
        self.say(f"{shown(media.name)}: {summary(transcript)}, in {seconds:.0f} s.")
        for remark in (*remarks(transcript), *told_names(transcript)):
            self.say(f"{shown(media.name)}: {shown(remark)}")

    def failed(self, media: Path, message: str, code: int) -> None:
        click.echo("pipeline: " + " ".join(message.splitlines()), err=True)


class JsonLines:
    """For programs: one event a line."""

    for_programs = True

    def __init__(self) -> None:
        self._last: tuple[Stage | None, float] = (None, 0.0)

    def say(self, message: str) -> None:
        self._write("message", text=message)

    @contextmanager
    def loading(self) -> Iterator[None]:
        self._write("progress", file=None, stage="loading", share=0.0)
        yield
        self._write("progress", file=None, stage="loading", share=1.0)

    @contextmanager
    def working(self, media: Path) -> Iterator[ProgressCallback]:
        def listen(stage: Stage, share: float) -> None:
            before, when = self._last
            if stage is before and share < 1.0 and time.monotonic() - when < 1.0:
                return
            self._last = (stage, time.monotonic())
            self._write("progress", file=str(media), stage=stage.name.lower(), share=round(share, 3))

        self._write("started", file=str(media))
        yield listen

    def done(self, media: Path, transcript: Transcript, seconds: float) -> None:
        duration = transcript.recording.duration if transcript.recording else None
        for remark in (*remarks(transcript), *counted_names(transcript)):
            self._write("message", file=str(media), text=remark)
        self._write("done", file=str(media), duration=duration, seconds=round(seconds, 2))

    def failed(self, media: Path, message: str, code: int) -> None:
        self._write("failed", file=str(media), text=message, code=code)

    def _write(self, event: str, **values: Any) -> None:
        click.echo(json.dumps({"event": event, **values}, ensure_ascii=False), err=True)


def remarks(transcript: Transcript) -> Iterator[str]:
    """What is missing, what was noted, and what to listen to first, without its words: logs are kept."""
    if incomplete := in_one_line(transcript.excluded):
        yield incomplete
    yield from transcript.provenance.notes if transcript.provenance else ()
    yield from told_places(transcript)


def summary(transcript: Transcript) -> str:
    """`02:05 of sound, 4 voices (1 anchor, 1 correspondent, 2 expert), 24 paragraphs`."""
    duration = clock(transcript.recording.duration) if transcript.recording else "?"
    roles = [speaker.role.value for speaker in transcript.speakers]
    by_role = ", ".join(f"{roles.count(role)} {role}" for role in dict.fromkeys(sorted(roles)))
    voices = counted(len(roles), "voice") + (f" ({by_role})" if by_role else "")
    return f"{duration} of sound, {voices}, {counted(len(transcript.paragraphs), 'paragraph')}"


class _Bars:
    """One bar for the whole file, named after the stage it is in, with the time left."""

    def __init__(self, name: str) -> None:
        from rich.console import Console
        from rich.markup import escape
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

        self._progress = Progress(
            TextColumn("{task.fields[name]}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.description}"),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._progress.add_task("", total=1.0, name=escape(shown(name)))

    def move(self, stage: Stage, share: float) -> None:
        """Show that `share` of `stage` is done."""
        self._progress.update(self._task, completed=share_done(stage, share), description=stage.value)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()
