"""What an article says of stretches that are not printed, or not there: nothing vanishes without a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.article.left_out import WHAT_IT_IS
from pipeline.transcript.holes import HOLES, is_worth_a_line, told
from pipeline.transcript.model import Excluded, Transcript
from pipeline.transcript.span import union

_TOUCHING = 0.1
"""Seconds between stretches that are told as one."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """`told` stands in the article for what is not there from `start` on, in seconds."""

    start: float
    told: str


def left_out(transcript: Transcript, *, hide_left_out: bool, hide_missing: bool) -> list[LeftOut]:
    """In order of time; a stretch of less than half a second is no line's worth."""
    found: list[Excluded] = []
    if not hide_left_out:
        found += (one for one in _in_a_row(transcript.excluded) if round(one.duration) > 0)
    if not hide_missing:
        found += (one for one in transcript.excluded if one.kind in HOLES and is_worth_a_line(one))
    return [LeftOut(one.start, _line(one)) for one in sorted(found, key=lambda one: one.start)]


def _in_a_row(stretches: Sequence[Excluded]) -> Iterator[Excluded]:
    """Those that are told, of each kind as one what follows without a break."""
    for kind in WHAT_IT_IS:
        for span in union((one for one in stretches if one.kind == kind), bridge=_TOUCHING):
            yield Excluded(span.start, span.end, kind)


def _line(stretch: Excluded) -> str:
    if stretch.kind in HOLES:
        return told(stretch)
    return f"[{WHAT_IT_IS[stretch.kind]} of {round(stretch.duration)} s was left out]"
