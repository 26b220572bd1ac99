"""Stretches of adverts: no part of the programme, so neither quoted nor told, and said to be left out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from pipeline.roles.cues.adverts import SELLS
from pipeline.transcript.model import Excluded, Role, Speaker, Utterance
from pipeline.transcript.span import Span, union, without

ADVERT = "advert"
"""Kind of an excluded stretch."""
_BETWEEN = 30.0
"""Seconds between two adverts of one break: as long as most adverts are."""


def advert_stretches(
    utterances: Sequence[Utterance], speakers: Sequence[Speaker], known: Sequence[Excluded] = ()
) -> tuple[Excluded, ...]:
    """Stretches of adverts in order of time: `known` ones as they are, and those of voices that sell.

    With them goes what lies between two adverts, where there is hardly time for more than another one and
    nobody speaks of whom it is known what they do in the programme.
    """
    labels = {speaker.label for speaker in speakers if _sells(speaker)}
    spoken = sorted(utterances, key=lambda utterance: (utterance.start, utterance.end))
    runs = (list(run) for sells, run in groupby(spoken, key=lambda one: one.speaker in labels) if sells)
    sold = [Span(run[0].start, max(one.end for one in run)) for run in runs]
    strangers = {
        one.label for one in speakers if one.unsure or (one.role is Role.UNKNOWN and not _settled(one))
    }
    adverts = union([*sold, *(Span(one.start, one.end) for one in known)])
    between = (Span(one.end, other.start) for one, other in pairwise(adverts))
    breaks = (gap for gap in between if gap.duration <= _BETWEEN and _speakers(gap, spoken) <= strangers)
    found = (part for span in union([*sold, *breaks]) for part in without(span, known))
    stretches = (*known, *(Excluded(part.start, part.end, ADVERT) for part in found))
    return tuple(sorted(stretches, key=lambda one: (one.start, one.end)))


def _speakers(span: Span, spoken: Sequence[Utterance]) -> set[str | None]:
    """Whose utterances begin there."""
    return {one.speaker for one in spoken if span.start <= one.start < span.end}


def _settled(speaker: Speaker) -> bool:
    return speaker.confidence == 1.0


def _sells(speaker: Speaker) -> bool:
    """Whether selling is all that is known of a voice; somebody to whom a person gave a role is no advert."""
    proof = {evidence.cue for evidence in speaker.evidence}
    return speaker.role is Role.UNKNOWN and proof == {SELLS}
