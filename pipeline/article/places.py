"""The few places of a programme to listen to, each with the paragraph it lies in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.article.candidate import Candidate
from pipeline.article.doubts import candidates
from pipeline.transcript.doubt import Doubt, DoubtKind
from pipeline.transcript.edit import Edit, EditKind
from pipeline.transcript.model import Transcript

_APART = 20.0
"""Seconds between two places that are told: more of them is a list nobody works through."""
_REACH = 5.0
"""Seconds that somebody hears who plays a place: what is doubtful within them is heard with it."""
_SETTLED = {
    EditKind.CHECKED: frozenset(DoubtKind),
    EditKind.PRINTED: frozenset(DoubtKind),
    EditKind.QUOTE: frozenset({DoubtKind.QUOTE}),
    EditKind.UNQUOTE: frozenset({DoubtKind.QUOTE}),
}
"""What a person who made such a correction of a paragraph has made sure of."""


def with_doubts(transcript: Transcript) -> Transcript:
    """With the places on its paragraphs, in place of those that were there."""
    found: defaultdict[int, list[Doubt]] = defaultdict(list)
    starts = [part.start for part in transcript.paragraphs]
    for rank, place in enumerate(_worst(transcript), start=1):
        if starts:
            number = max(0, bisect_right(starts, place.time) - 1)
            found[number].append(Doubt(place.kind, rank, round(place.time, 3), place.text))
    return replace(
        transcript,
        paragraphs=tuple(
            replace(part, doubts=tuple(found[number])) for number, part in enumerate(transcript.paragraphs)
        ),
    )


def ranked(transcript: Transcript) -> tuple[Doubt, ...]:
    """The places of all paragraphs, the worst first."""
    found = (doubt for part in transcript.paragraphs for doubt in part.doubts)
    return tuple(sorted(found, key=lambda doubt: (doubt.rank, doubt.time)))


def _worst(transcript: Transcript) -> list[Candidate]:
    """Those with most harm, never two within 20 seconds, and none that a person has settled.

    A place that was settled keeps others away as before: a list that is worked through becomes shorter.
    """
    edits = [one for one in transcript.edits if one.unplaced is None and one.kind in _SETTLED]
    taken = [edit.start for edit in edits if _is_of_place(edit)]
    kept: list[Candidate] = []
    for place in _ordered(list(candidates(transcript))):
        if all(abs(place.time - time) >= _APART for time in taken):
            taken.append(place.time)
            if not any(_settles(edit, place) for edit in edits):
                kept.append(place)
    return kept


def _ordered(places: Sequence[Candidate]) -> list[Candidate]:
    """Those first from which most harm is heard: their own, and that of the next few seconds."""
    timed = sorted(places, key=lambda place: place.time)
    times = [place.time for place in timed]

    def heard(place: Candidate) -> float:
        first, last = bisect_left(times, place.time), bisect_right(times, place.time + _REACH)
        return sum(other.harm for other in timed[first:last])

    return sorted(timed, key=lambda place: (-heard(place), place.time))


def _is_of_place(edit: Edit) -> bool:
    """Whether it settles one place, and not a whole paragraph."""
    return edit.kind is EditKind.CHECKED and edit.after is not None


def _settles(edit: Edit, place: Candidate) -> bool:
    if _is_of_place(edit):
        subjects = {edit.label, edit.before} - {None}
        return edit.after == place.kind and place.subject in subjects
    return place.kind in _SETTLED[EditKind(edit.kind)] and edit.start <= place.time < edit.end
