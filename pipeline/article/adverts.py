"""Stretches of adverts: no part of the programme, so neither quoted nor told, and said to be left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.roles.cues.adverts import SELLS
from pipeline.transcript.model import Excluded, Role, Speaker, Utterance

ADVERT = "advert"
"""Kind of an excluded stretch."""
_BETWEEN = 30.0
"""Seconds between two adverts of one break: as long as most adverts are."""


def advert_stretches(
    utterances: Sequence[Utterance], speakers: Sequence[Speaker], known: Sequence[Excluded] = ()
) -> tuple[Excluded, ...]:
    """`known` ones, and whatever voices of adverts say without anybody else between them, in order of time.

    Those that meet are one, and so are those between which there is hardly time for more than another advert
    and nobody speaks of whom it is known what they do in the programme.
    """
    labels = {speaker.label for speaker in speakers if _sells(speaker)}
    spoken = sorted(utterances, key=lambda utterance: (utterance.start, utterance.end))
    runs = (list(run) for sells, run in groupby(spoken, key=lambda one: one.speaker in labels) if sells)
    sold = (Excluded(run[0].start, max(one.end for one in run), ADVERT) for run in runs)
    strangers = {
        one.label for one in speakers if one.unsure or (one.role is Role.UNKNOWN and not _settled(one))
    }
    found: list[Excluded] = []
    for one in sorted((*known, *sold), key=lambda one: (one.start, one.end)):
        joins = (
            found
            and one.start - found[-1].end <= _BETWEEN
            and ({said.speaker for said in spoken if found[-1].end <= said.start < one.start} <= strangers)
        )
        before = found.pop() if joins else one
        found.append(replace(before, end=max(before.end, one.end), evidence=before.evidence or one.evidence))
    return tuple(found)


def _settled(speaker: Speaker) -> bool:
    return speaker.confidence == 1.0


def _sells(speaker: Speaker) -> bool:
    """Whether selling is all that is known of a voice; somebody to whom a person gave a role is no advert."""
    proof = {evidence.cue for evidence in speaker.evidence}
    return speaker.role is Role.UNKNOWN and proof == {SELLS}
