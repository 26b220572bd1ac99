"""A batch's plan in words, as people read it before the work begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.batch.plan import Plan, Verdict
from pipeline.cli.escape import shown
from pipeline.cli.plural import counted
from pipeline.media.scan import Found
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
    lines += _impossible_lines(plan)
    if plan.unsettled:
        lines.append(waiting_line([file.name for file in plan.unsettled]))
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
    if found.links:
        files = counted(len(found.links), "link")
        names = ", ".join(shown(name) for name in found.links[:_NAMED])
        rest = ", ..." if len(found.links) > _NAMED else ""
        lines.append(f"Left out: {files} out of the folder ({names}{rest}); --follow-links takes them.")
    return lines


def waiting_line(names: Sequence[str]) -> str:
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


def _impossible_lines(plan: Plan) -> list[str]:
    """Whose results cannot be written, and why."""
    lines = [f"Not to be done: {shown(name)}: {shown(why)}" for name, why in plan.impossible.items()]
    more = len(lines) - _NAMED
    return [*lines[:_NAMED], f"Not to be done: {more} more."] if more > 0 else lines


def _work_lines(plan: Plan, seconds: dict[str, float]) -> list[str]:
    """What is to be heard, and what only to be written anew."""
    left_out = plan.kept | plan.impossible.keys()
    heard = {name: length for name, length in seconds.items() if name not in left_out}
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


def _time(plan: Plan, seconds: dict[str, float]) -> str:
    """How long it may take, by what earlier recordings took."""
    pace = known_pace(plan)
    if pace is None:
        return "how long that takes will show when the first are done."
    return f"about {in_words(sum(seconds.values()) * pace)} of work for one worker, at the pace until now."
