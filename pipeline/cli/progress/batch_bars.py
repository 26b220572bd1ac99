"""What a terminal shows of a batch while it runs."""

from __future__ import annotations

import time
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from pipeline.archive.report import Outcome, Status
from pipeline.batch.plan import Plan
from pipeline.cli.escape import shown
from pipeline.cli.plural import counted
from pipeline.cli.progress.batch import Display, outcome_line
from pipeline.cli.progress.pace import Pace
from pipeline.cli.progress.plan import known_pace
from pipeline.progress import Stage, share_done
from pipeline.transcript.timecode import in_words

if TYPE_CHECKING:
    from rich.progress import Progress

_SHORT = 600.0
"""Below so many seconds, tenths of minutes are told."""


class Bars(Display):
    """On a terminal: one bar for all sound, one for each recording in work; failures stay on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self._pace = Pace()
        self._kept: frozenset[str] = frozenset()
        self._through: dict[str, float] = {}
        self._ended = self._failed = 0
        self._tasks: dict[str, Any] = {}
        self._progress = _progress()
        self._all = self._progress.add_task("", total=None, note="")

    def plan(self, plan: Plan, missing: Sequence[str] = ()) -> None:
        super().plan(plan, missing)
        self._pace, self._kept = Pace(known_pace(plan)), plan.kept

    def began(self, name: str) -> None:
        from rich.markup import escape

        self._pace.begin(time.monotonic())
        self._tasks[name] = self._progress.add_task(escape(shown(name)), total=1.0, note="")

    def moved(self, name: str, stage: Stage, share: float) -> None:
        done = share_done(stage, share)
        if name in self._tasks:
            self._progress.update(self._tasks[name], completed=done, note=stage.value)
        if name not in self._kept:
            self._pace.heard(name, done * self.lengths.get(name, 0.0))
        self._count(name, done)

    def ended(self, outcome: Outcome) -> None:
        if (task := self._tasks.pop(outcome.name, None)) is not None:
            self._progress.remove_task(task)
        self._ended += 1
        if outcome.ending is Status.DONE:
            self._pace.heard(outcome.name, self.lengths.get(outcome.name, 0.0))
        else:
            self._pace.forget(outcome.name)
        if outcome.ending is Status.FAILED:
            self._failed += 1
            self._progress.console.print(f"pipeline: {outcome_line(outcome)}", markup=False, highlight=False)
        self._count(outcome.name, 1.0)

    def waits(self, names: Sequence[str]) -> None:
        self._progress.update(self._all, note=f"waiting for {counted(len(names), 'recording')} to be still")

    def __enter__(self) -> Self:
        self._progress.update(self._all, description="loading the engines")
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def _count(self, name: str, share: float) -> None:
        self._through[name] = share * self.lengths.get(name, 0.0)
        done, total = sum(self._through.values()), sum(self.lengths.values())
        digits = 1 if total < _SHORT else 0
        failed = f", {self._failed} failed" if self._failed else ""
        self._progress.update(
            self._all,
            total=total or None,
            completed=done,
            description=f"{self._ended} of {len(self.lengths)} done, "
            f"{done / 60:.{digits}f} of {total / 60:.{digits}f} minutes",
            note=f"{self._speed()}{failed}",
        )

    def _speed(self) -> str:
        """How fast it goes and what is left to hear; nothing of what is only written anew."""
        now = time.monotonic()
        rest = sum(
            length - self._through.get(name, 0.0)
            for name, length in self.lengths.items()
            if name not in self._kept
        )
        rate, left = self._pace.rate(now), self._pace.left(rest, now)
        parts = (
            f"{rate:.1f} times as fast as spoken" if rate else "",
            f"{in_words(left)} left" if left is not None else "",
        )
        return ", ".join(part for part in parts if part)


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    return Progress(
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[note]}"),
        console=Console(stderr=True), transient=True,
    )  # fmt: skip
