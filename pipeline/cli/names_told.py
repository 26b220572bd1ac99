"""Names that the program wrote as the house spells them, and those it suggests, as they are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.cli.plural import counted
from pipeline.corrections.names import open_suggestions
from pipeline.names.listing import written_names
from pipeline.transcript.model import Transcript
from pipeline.transcript.timecode import clock

_FEW = 5
"""Names, and times of one, that are told at the end of a run; --list has all."""


def listed_names(transcript: Transcript) -> Iterator[str]:
    """A line for each with the number by which it is taken back or accepted."""
    written = written_names(transcript.utterances)
    if written:
        yield "names written as the house spells them; --as-heard N takes one back:"
    for number, name in enumerate(written, 1):
        times = ", ".join(clock(place.time) for place in name.places)
        yield f"{number:>3} {name.heard} -> {name.written} at {times}"
    suggested = open_suggestions(transcript)
    if suggested:
        yield "suggested names; --accept N writes one:"
    for number, one in enumerate(suggested, 1):
        yield f"{number:>3} {one.heard} -> {one.name} at {', '.join(map(clock, one.times))}"


def told_names(transcript: Transcript) -> Iterator[str]:
    """A line for those written, one for those suggested; they hold words of the recording."""
    written = written_names(transcript.utterances)
    if written:
        told = [f"{one.heard} -> {one.written} ({_times([p.time for p in one.places])})" for one in written]
        count = counted(len(written), "name")
        yield f"{count} written as the house spells {_them(len(written))}: {_few(told)}."
    suggested = open_suggestions(transcript)
    if suggested:
        told = [f"{one.heard} -> {one.name} ({_times(one.times)})" for one in suggested]
        count = counted(len(suggested), "name")
        yield f"{count} only suggested, see `pipeline correct --list`: {_few(told)}."


def counted_names(transcript: Transcript) -> Iterator[str]:
    """The same without any word of the recording: for logs, which are kept."""
    if written := len(written_names(transcript.utterances)):
        yield f"{counted(written, 'name')} written as the house spells {_them(written)}"
    if suggested := len(open_suggestions(transcript)):
        yield f"{counted(suggested, 'name')} only suggested"


def _few(told: Sequence[str]) -> str:
    more = f"; and {len(told) - _FEW} more" if len(told) > _FEW else ""
    return "; ".join(told[:_FEW]) + more


def _times(times: Sequence[float]) -> str:
    more = f" and {len(times) - _FEW} times more" if len(times) > _FEW else ""
    return ", ".join(map(clock, times[:_FEW])) + more


def _them(count: int) -> str:
    return "it" if count == 1 else "them"
