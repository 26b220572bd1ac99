"""A batch in words: its plan, and a line for each recording."""

from __future__ import annotations

from collections import Counter

from pipeline.archive.report import Outcome
from pipeline.batch.plan import Plan, Verdict
from pipeline.cli.escape import shown
from pipeline.transcript.timecode import in_words


def plan_lines(plan: Plan, seconds: dict[str, float]) -> list[str]:
    """The plan in words: counts by verdict, hours to do."""
    counts = Counter(verdict for _, _, verdict in plan.verdicts)
    parts = [f"{counts[verdict]} {verdict.value}" for verdict in Verdict if counts[verdict]]
    lines = [
        f"{len(plan.verdicts)} recordings: {', '.join(parts)}." if parts else "No recordings were found."
    ]
    if plan.others:
        lines.append(f"Other files, no recordings by their names: {plan.others}.")
    lines += [f"The folder {folder!r} cannot be read." for folder in plan.closed]
    if plan.count(Verdict.FAILED):
        lines.append("What failed before is tried again with --retry-failed.")
    if plan.work:
        sound = in_words(sum(seconds.values()))
        lines.append(f"To do: {len(plan.work)}, about {sound} of sound; {_time(plan, seconds)}")
    return lines


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
    done = [item for _, item, _ in plan.verdicts if item.seconds and item.duration]
    if not done:
        return "how long that takes will show when the first are done."
    pace = sum(item.seconds or 0.0 for item in done) / sum(item.duration or 0.0 for item in done)
    return f"about {in_words(sum(seconds.values()) * pace)} of work for one worker, at the pace until now."
