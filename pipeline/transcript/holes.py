"""Stretches of a recording that are not there, or cannot be trusted: told wherever its words are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.transcript.parts import Excluded
from pipeline.transcript.timecode import clock

MISSING, DOUBTFUL = "missing", "doubtful"
HOLES = frozenset({MISSING, DOUBTFUL})
"""Kinds of excluded stretches that were found in the media. Words heard in them are printed all the same."""
LEADER = "leader"
"""What is before the programme, found in the media: tone, slate, silence."""
_SHORT = 0.5
"""Seconds from which a hole is worth a line of the article."""
_TOLD = 3
"""Holes that are told one by one in a line."""


def holes_of(stretches: Iterable[Excluded]) -> tuple[Excluded, ...]:
    """Those that are holes of the media, in order of time."""
    return tuple(
        sorted((one for one in stretches if one.kind in HOLES), key=lambda one: (one.start, one.end))
    )


def of_media(stretches: Iterable[Excluded]) -> tuple[Excluded, ...]:
    """Those that were found in the media: no words say where they are."""
    return tuple(one for one in stretches if one.kind in HOLES or one.kind == LEADER)


def without_holes(stretches: Iterable[Excluded]) -> tuple[Excluded, ...]:
    """Those whose words are not printed."""
    return tuple(one for one in stretches if one.kind not in HOLES)


def told(hole: Excluded) -> str:
    """As it stands in an article, in brackets.

    >>> told(Excluded(751.0, 871.0, MISSING)), told(Excluded(12.0, 12.0, MISSING))
    ('[2 minutes missing]', '[the recording breaks off here]')
    """
    if hole.kind == MISSING:
        return f"[{in_full(hole.duration)} missing]" if hole.duration else "[the recording breaks off here]"
    return f"[{in_full(hole.duration)} damaged]" if hole.duration else "[damaged here]"


def is_worth_a_line(hole: Excluded) -> bool:
    """Whether an article tells of it: one that ends the recording always, a click never."""
    return hole.duration >= _SHORT or not hole.duration


def in_one_line(holes: Iterable[Excluded]) -> str | None:
    """All holes for a person who waits for the result; None where there are none.

    >>> in_one_line([Excluded(751.0, 871.0, MISSING)])
    'Incomplete: 2 minutes missing at 00:12:31.'
    """
    pieces = list(_pieces(holes_of(holes)))
    if not pieces:
        return None
    more = f", and {len(pieces) - _TOLD} more" if len(pieces) > _TOLD else ""
    return f"Incomplete: {', '.join(pieces[:_TOLD])}{more}."


def in_full(seconds: float) -> str:
    """A length of time in words.

    >>> in_full(120.0), in_full(61.2), in_full(0.3), in_full(7260.0)
    ('2 minutes', '1 minute 1 second', '0.3 seconds', '2 hours 1 minute')
    """
    if seconds < 0.05:
        return "a moment"
    if seconds < 0.95:
        return f"{seconds:.1f} seconds"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    counts = {"hour": hours, "minute": minutes, "second": 0 if hours else rest}
    return " ".join(f"{count} {unit}{'s' * (count != 1)}" for unit, count in counts.items() if count)


def _pieces(holes: Iterable[Excluded]) -> Iterator[str]:
    for hole in holes:
        why = f" ({hole.evidence})" if hole.evidence and hole.kind == DOUBTFUL else ""
        yield f"{told(hole)[1:-1].removesuffix(' here')} at {clock(hole.start)}{why}"
