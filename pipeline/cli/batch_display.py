"""What the user sees of a batch while it runs."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import click

from pipeline.batch.lengths import lengths
from pipeline.batch.outcome import Ending, Outcome
from pipeline.batch.plan import Plan, Verdict
from pipeline.cli.shown import shown
from pipeline.stage import Stage

if TYPE_CHECKING:
    from rich.progress import Progress

_SHARES = {Stage.DECODE: 0.01, Stage.DIARIZE: 0.35, Stage.RECOGNIZE: 0.82, Stage.ALIGN: 1.0}
"""How much of a recording is done, roughly, when a stage is through."""


class Display:
    """For people, without a terminal: the plan, and a line a recording."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self.lengths: dict[str, float] = {}
        """Seconds of every recording that is to be worked on, measured or reckoned."""

    def say(self, message: str) -> None:
        """A remark that is no error."""
        if not self._quiet:
            click.echo(message, err=True)

    def plan(self, plan: Plan) -> None:
        """What is to be done."""
        self.lengths = dict(lengths(plan.work))
        for line in plan_lines(plan, self.lengths):
            self.say(line)

    def began(self, name: str) -> None:
        """A worker begins with a recording."""

    def moved(self, name: str, stage: Stage, share: float) -> None:
        """A stage goes on."""

    def ended(self, outcome: Outcome) -> None:
        """A recording is through; failures are told whatever was asked for."""
        line = outcome_line(outcome)
        if outcome.ending is Ending.FAILED:
            click.echo(f"pipeline: {line}", err=True)
        elif outcome.ending is not Ending.UNCHANGED:
            self.say(line)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """The work is over, one way or another."""


def display(log_format: str, *, quiet: bool) -> Display:
    """The right one for the options and for where stderr goes."""
    if log_format == "jsonl":
        return JsonLines()
    if sys.stderr.isatty() and not quiet:
        return Bars()
    return Display(quiet=quiet)


def plan_lines(plan: Plan, seconds: dict[str, float]) -> list[str]:
    """The plan in words: counts by verdict, hours to do."""
    counts = Counter(verdict for _, _, verdict in plan.verdicts)
    parts = [f"{counts[verdict]} {verdict.value}" for verdict in Verdict if counts[verdict]]
    lines = [
        f"{len(plan.verdicts)} recordings: {', '.join(parts)}." if parts else "No recordings were found."
    ]
    if plan.others:
        lines.append(f"{plan.others} other files are no recordings by their names.")
    lines += [f"The folder {folder!r} cannot be read." for folder in plan.closed]
    if plan.count(Verdict.FAILED):
        lines.append("What failed before is tried again with --retry-failed.")
    if plan.work:
        lines.append(
            f"To do: {len(plan.work)}, about {span(sum(seconds.values()))} of sound; {_time(plan, seconds)}"
        )
    return lines


def outcome_line(outcome: Outcome) -> str:
    """One line for one recording."""
    took = (
        f", {span(outcome.duration)} of sound in {span(outcome.seconds)}"
        if outcome.duration and outcome.seconds
        else ""
    )
    why = f": {' '.join(outcome.message.splitlines())}" if outcome.message else ""
    return f"{shown(outcome.name)}: {outcome.ending.value}{took}{why}"


def span(seconds: float) -> str:
    """`2 h 05 min`, `3 min 20 s`, `4 s`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


def _time(plan: Plan, seconds: dict[str, float]) -> str:
    """How long it may take, by what earlier recordings took."""
    done = [item for _, item, _ in plan.verdicts if item.seconds and item.duration]
    if not done:
        return "how long that takes will show when the first are done."
    pace = sum(item.seconds or 0.0 for item in done) / sum(item.duration or 0.0 for item in done)
    return f"about {span(sum(seconds.values()) * pace)} of work for one worker, at the pace until now."


class JsonLines(Display):
    """For programs: one event a line."""

    def say(self, message: str) -> None:
        self._write("message", text=message)

    def plan(self, plan: Plan) -> None:
        self.lengths = dict(lengths(plan.work))
        counts = {verdict.name.lower(): plan.count(verdict) for verdict in Verdict}
        seconds = round(sum(self.lengths.values()), 1)
        self._write(
            "plan", recordings=counts, to_do=len(plan.work), seconds=seconds, closed=list(plan.closed)
        )

    def began(self, name: str) -> None:
        self._write("started", file=name)

    def moved(self, name: str, stage: Stage, share: float) -> None:
        self._write("progress", file=name, stage=stage.name.lower(), share=round(share, 3))

    def ended(self, outcome: Outcome) -> None:
        event = {
            Ending.FAILED: "failed", Ending.WRITING: "skipped", Ending.EDITED: "skipped",
            Ending.UNCHANGED: "skipped",
        }.get(outcome.ending, "done")  # fmt: skip
        self._write(
            event, file=outcome.name, ending=outcome.ending.name.lower(), duration=outcome.duration,
            seconds=outcome.seconds, transcript=outcome.transcript, code=outcome.code, text=outcome.message,
        )  # fmt: skip

    @staticmethod
    def _write(event: str, **values: Any) -> None:
        click.echo(json.dumps({"event": event, **values}, ensure_ascii=False), err=True)


class Bars(Display):
    """On a terminal: one bar for all sound, one for each recording in work; failures stay on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self._begun = time.monotonic()
        self._through: dict[str, float] = {}
        self._failed = 0
        self._tasks: dict[str, Any] = {}
        self._progress = _progress()
        self._all = self._progress.add_task("", total=None, note="")

    def began(self, name: str) -> None:
        from rich.markup import escape

        self._tasks[name] = self._progress.add_task(escape(shown(name)), total=1.0, note="")

    def moved(self, name: str, stage: Stage, share: float) -> None:
        before = max((done for other, done in _SHARES.items() if done < _SHARES[stage]), default=0.0)
        done = before + share * (_SHARES[stage] - before)
        if name in self._tasks:
            self._progress.update(self._tasks[name], completed=done, note=stage.value)
        self._count(name, done)

    def ended(self, outcome: Outcome) -> None:
        if (task := self._tasks.pop(outcome.name, None)) is not None:
            self._progress.remove_task(task)
        if outcome.ending is Ending.FAILED:
            self._failed += 1
            self._progress.console.print(f"pipeline: {outcome_line(outcome)}", markup=False, highlight=False)
        self._count(outcome.name, 1.0)

    def __enter__(self) -> Self:
        self._begun = time.monotonic()
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def _count(self, name: str, share: float) -> None:
        self._through[name] = share * self.lengths.get(name, 0.0)
        done, total = sum(self._through.values()), sum(self.lengths.values())
        elapsed = time.monotonic() - self._begun
        rate = done / elapsed if elapsed else 0.0
        left = f", {span((total - done) / rate)} left" if rate else ""
        failed = f", {self._failed} failed" if self._failed else ""
        self._progress.update(
            self._all,
            total=total or None,
            completed=done,
            description=f"{done / 60:.0f} of {total / 60:.0f} minutes",
            note=f"{rate:.1f} times as fast as spoken{left}{failed}",
        )


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    return Progress(
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[note]}"),
        console=Console(stderr=True), transient=True,
    )  # fmt: skip
