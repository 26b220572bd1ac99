"""Stretches of adverts: no part of the programme, so neither quoted nor told, and said to be left out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pipeline.roles.cues.adverts import SELLS
from pipeline.transcript.model import Excluded, Role, Speaker, Utterance

ADVERT = "advert"
"""Kind of an excluded stretch."""


def advert_stretches(utterances: Sequence[Utterance], speakers: Sequence[Speaker]) -> tuple[Excluded, ...]:
    """Whatever voices of adverts say without anybody else between them, in order of time."""
    labels = {speaker.label for speaker in speakers if _sells(speaker)}
    spoken = sorted(utterances, key=lambda utterance: (utterance.start, utterance.end))
    runs = (list(run) for sells, run in groupby(spoken, key=lambda one: one.speaker in labels) if sells)
    return tuple(Excluded(run[0].start, max(one.end for one in run), ADVERT) for run in runs)


def _sells(speaker: Speaker) -> bool:
    """Whether selling is all that is known of a voice; somebody to whom a person gave a role is no advert."""
    proof = {evidence.cue for evidence in speaker.evidence}
    return speaker.role is Role.UNKNOWN and proof == {SELLS}
