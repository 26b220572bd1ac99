"""What speaks for a role, in words for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.page.times import short_clock
from pipeline.text.visible import one_line
from pipeline.transcript.speaker import Evidence

_MOST = 3
"""Lines of one voice: more are not read."""
_LONGEST = 80
"""Letters of the words that are quoted."""
_NAME = "Has its name from"
"""Begins the line about the name, which is told beside those about the role."""
_SAYS: Mapping[str, str] = {
    "hands_over": "Hands over at {time}: {words}",
    "hands_over_to": "Hands over at {time}: {words}",
    "is_handed_to": "Is handed over to at {time}: {words}",
    "is_brought_in_as_colleague": "Is brought in as a colleague at {time}: {words}",
    "is_called_colleague": "Is called a colleague at {time}: {words}",
    "presents": "Opens or closes the programme at {time}: {words}",
    "signs_off": "Signs off at {time}: {words}",
    "signs_off_as_house": "Signs off for the station at {time}: {words}",
    "gives_own_name": "Says the own name at {time}: {words}",
    "reports_from": "Reports from a place at {time}: {words}",
    "thanks_by_name": "Thanks somebody by name at {time}: {words}",
    "is_thanked": "Is thanked at {time}: {words}",
    "is_guest": "Is called a guest at {time}: {words}",
    "is_welcomed": "Is welcomed at {time}: {words}",
    "introduces": "Introduces somebody at {time}: {words}",
    "is_introduced": "Is introduced at {time}: {words}",
    "is_named": "Is named just before, at {time}: {words}",
    "is_named_with_title": "Is named with an office at {time}: {words}",
    "is_asked_with_title": "Is asked with an office at {time}: {words}",
    "was_report": "The report is named afterwards, at {time}: {words}",
    "asks": "Asks at {time}: {words}",
    "first_voice": "Is the first voice.",
    "last_voice": "Is the last voice.",
    "only_voice": "Is the only voice.",
    "speaks_once": "Speaks once.",
    "is_sandwiched": "Speaks between two passages of one other voice.",
    "is_called": _NAME + " {time}: {words}",
    "is_in_cast": "The cast names this voice: {words}",
    "is_in_profile": "The profile names this voice: {words}",
    "sells": "Sells something at {time}: {words}",
}
"""By the name of the cue; others are of use to the program only."""


def evidence_lines(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """The strongest few for the role, each kind once, those with words first; and where the name is from."""
    known = [one for one in evidence if one.cue in _SAYS]
    lines: dict[str, None] = {}
    for one in sorted(known, key=lambda one: ("{words}" not in _SAYS[one.cue], -one.weight)):
        line = _SAYS[one.cue].format(time=short_clock(one.time), words=_quoted(one.quote))
        lines.setdefault(line)
    names = [line for line in lines if line.startswith(_NAME)]
    return (*[line for line in lines if line not in names][:_MOST], *names)


def _quoted(text: str) -> str:
    line = one_line(text)
    return f"\u201c{line if len(line) <= _LONGEST else line[:_LONGEST].rstrip() + '…'}\u201d"
