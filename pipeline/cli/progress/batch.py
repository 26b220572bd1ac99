"""What the user sees of a batch while it runs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

import click

from pipeline.archive.report import Outcome, Status
from pipeline.batch.durations import lengths
from pipeline.batch.plan import Plan, Verdict
from pipeline.cli.escape import shown
from pipeline.cli.progress.plan import plan_lines, waiting_line
from pipeline.progress import Stage
from pipeline.transcript.timecode import in_words


def outcome_line(outcome: Outcome) -> str:
    """One line for one recording."""
    took = (
        f", {in_words(outcome.duration)} of sound in {in_words(outcome.seconds)}"
        if outcome.duration and outcome.seconds
        else ""
    )
    why = f": {' '.join(outcome.message.splitlines())}" if outcome.message else ""
    return f"{shown(outcome.name)}: {outcome.ending.words}{took}{why}"


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

    def plan(self, plan: Plan, missing: Sequence[str] = ()) -> None:
        """What is to be done, and what is missing for it."""
        self.lengths = dict(lengths(plan.work))
        for line in plan_lines(plan, self.lengths, missing):
            self.say(line)

    def began(self, name: str) -> None:
        """A worker begins with a recording."""

    def moved(self, name: str, stage: Stage, share: float) -> None:
        """A stage goes on."""

    def ended(self, outcome: Outcome) -> None:
        """A recording is through; failures are told whatever was asked for."""
        line = outcome_line(outcome)
        if outcome.ending is Status.FAILED:
            click.echo(f"pipeline: {line}", err=True)
        elif outcome.ending is not Status.UNCHANGED:
            self.say(line)

    def waits(self, names: Sequence[str]) -> None:
        """Nothing is left but recordings that still change."""
        self.say(waiting_line(names))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """The work is over, one way or another."""


class JsonLines(Display):
    """For programs: one event a line."""

    def __init__(self) -> None:
        super().__init__()
        self._loads = False

    def __enter__(self) -> Self:
        if self._loads:
            self._write("progress", file=None, stage="loading", share=0.0)
        return self

    def say(self, message: str) -> None:
        self._write("message", text=message)

    def plan(self, plan: Plan, missing: Sequence[str] = ()) -> None:
        self.lengths = dict(lengths(plan.work))
        counts = {verdict.name.lower(): plan.count(verdict) for verdict in Verdict}
        seconds = round(sum(self.lengths.values()), 1)
        self._write(
            "plan", recordings=counts, to_do=len(plan.work), kept=len(plan.kept), seconds=seconds,
            closed=list(plan.found.closed), others=dict(plan.found.others),
            systems=list(plan.found.systems), missing=list(missing), edited=len(plan.edited),
            damaged=[str(damage) for one in plan.conditions.values() for damage in one.damages],
        )  # fmt: skip
        self._loads = bool(plan.work)

    def began(self, name: str) -> None:
        if self._loads:
            self._loads = False
            self._write("progress", file=None, stage="loading", share=1.0)
        self._write("started", file=name)

    def moved(self, name: str, stage: Stage, share: float) -> None:
        self._write("progress", file=name, stage=stage.name.lower(), share=round(share, 3))

    def ended(self, outcome: Outcome) -> None:
        event = {
            Status.FAILED: "failed", Status.WRITING: "skipped", Status.EDITED: "skipped",
            Status.UNCHANGED: "skipped",
        }.get(outcome.ending, "done")  # fmt: skip
        self._write(
            event, file=outcome.name, ending=outcome.ending, duration=outcome.duration,
            seconds=outcome.seconds, transcript=outcome.transcript, code=outcome.code, text=outcome.message,
            edits=outcome.edits,
        )  # fmt: skip

    @staticmethod
    def _write(event: str, **values: Any) -> None:
        click.echo(json.dumps({"event": event, **values}, ensure_ascii=False), err=True)
