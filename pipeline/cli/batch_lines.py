"""A batch in words: its plan, and a line for each recording."""

from __future__ import annotations

from collections import Counter

from pipeline.batch.outcome import Outcome
from pipeline.batch.plan import Plan, Verdict
from pipeline.cli.shown import shown


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
