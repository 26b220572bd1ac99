"""What the user sees of a batch while it runs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

import click

from pipeline.archive.report import Outcome, Status
from pipeline.batch.durations import lengths
from pipeline.batch.plan import Plan, Verdict
from pipeline.cli.escape import shown
from pipeline.cli.plural import counted
from pipeline.media.scan import Found
from pipeline.progress import Stage
from pipeline.transcript.timecode import in_words

_NAMED = 10
"""So many damaged results are told by their names."""


def plan_lines(plan: Plan, seconds: dict[str, float], missing: Sequence[str] = ()) -> list[str]:
    """The plan in words: counts by verdict, hours to do, what is `missing` for it."""
    counts = Counter(verdict for _, _, verdict in plan.verdicts)
    parts = [f"{counts[verdict]} {verdict.value}" for verdict in Verdict if counts[verdict]]
    if plan.edited:
        parts.append(f"{len(plan.edited)} edited")
    lines = [
        f"{counted(len(plan.verdicts), 'recording')}: {', '.join(parts)}."
        if parts
        else "No recordings were found."
    ]
    lines += _left_out(plan.found)
    lines += [f"The folder {folder!r} cannot be read." for folder in plan.found.closed]
    lines += _damage_lines(plan)
    if plan.unsettled:
        lines.append(_waiting([file.name for file in plan.unsettled]))
    if plan.count(Verdict.FAILED):
        lines.append("What failed before is tried again with --retry-failed.")
    if plan.work:
        lines += _work_lines(plan, seconds)
    return [*lines, *missing]


def _left_out(found: Found) -> list[str]:
    """What was passed by in the source, so that nobody wonders."""
    lines = []
    if count := sum(found.others.values()):
        common = sorted(found.others.items(), key=lambda kind: (-kind[1], kind[0]))
        kinds = [f"{shown(ending)} {number}" for ending, number in common[:_NAMED]]
        more = [f"and {len(common) - _NAMED} other endings"] if len(common) > _NAMED else []
        files = f"{counted(count, 'file')} that {'is no recording' if count == 1 else 'are no recordings'}"
        lines.append(
            f"Left out: {files} by {'its name' if count == 1 else 'their names'} ({', '.join(kinds + more)})."
        )
    if found.systems:
        folders = counted(len(found.systems), "folder")
        names = ", ".join(shown(name) for name in found.systems[:_NAMED])
        lines.append(
            f"Left out: {folders} of the disk or the server itself ({names}"
            f"{', ...' if len(found.systems) > _NAMED else ''})."
        )
    return lines


def _waiting(names: Sequence[str]) -> str:
    """Which recordings are waited for."""
    some = ", ".join(shown(name) for name in names[:_NAMED])
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"Waiting until what was changed a moment ago is still: {some}{more}."


def _damage_lines(plan: Plan) -> list[str]:
    """What is gone or damaged, by name as far as anybody reads."""
    damages = [
        damage
        for file, _, verdict in plan.verdicts
        if verdict is Verdict.DAMAGED
        for damage in plan.conditions[file.name].damages
    ]
    lines = [f"To be remade: {shown(str(damage))}." for damage in damages[:_NAMED]]
    return [*lines, f"To be remade: {len(damages) - _NAMED} more."] if len(damages) > _NAMED else lines


def _work_lines(plan: Plan, seconds: dict[str, float]) -> list[str]:
    """What is to be heard, and what only to be written anew."""
    heard = {name: length for name, length in seconds.items() if name not in plan.kept}
    lines = []
    if heard:
        sound = in_words(sum(heard.values()))
        lines.append(f"To hear: {len(heard)}, about {sound} of sound; {_time(plan, heard)}")
    if anew := len(plan.kept) - plan.count(Verdict.MOVED):
        lines.append(f"Only to write anew: {anew}, from kept words, if the engines are the same.")
    return lines


def known_pace(plan: Plan) -> float | None:
    """Seconds of work for a second of sound, by what earlier recordings took; None where none was heard."""
    done = [item for _, item, _ in plan.verdicts if item.seconds and item.duration]
    if not done:
        return None
    return sum(item.seconds or 0.0 for item in done) / sum(item.duration or 0.0 for item in done)


def outcome_line(outcome: Outcome) -> str:
    """One line for one recording."""
    took = (
        f", {in_words(outcome.duration)} of sound in {in_words(outcome.seconds)}"
        if outcome.duration and outcome.seconds
        else ""
    )
    why = f": {' '.join(outcome.message.splitlines())}" if outcome.message else ""
    return f"{shown(outcome.name)}: {outcome.ending.words}{took}{why}"


def _time(plan: Plan, seconds: dict[str, float]) -> str:
    """How long it may take, by what earlier recordings took."""
    pace = known_pace(plan)
    if pace is None:
        return "how long that takes will show when the first are done."
    return f"about {in_words(sum(seconds.values()) * pace)} of work for one worker, at the pace until now."


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
        self.say(_waiting(names))

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
