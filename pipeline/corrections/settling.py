"""A place that somebody has listened to: what is certain after that, and of what else it is certain too."""

from __future__ import annotations

from pipeline.article.candidate import Candidate
from pipeline.article.doubts import candidates
from pipeline.corrections.action import Settle
from pipeline.corrections.correct import Corrections
from pipeline.corrections.locate import located
from pipeline.transcript.doubt import DoubtKind
from pipeline.transcript.model import Transcript

_SAME = 0.01
"""Seconds by which the time of a place may be off: it is told to the millisecond."""
RIGHT = "right"
"""How a place was settled where nothing in it was wrong."""


def settled(state: Corrections, action: Settle) -> Corrections:
    """The place is none any more.

    Of a voice whose role is right there is no doubt anywhere by then; nor is there of a name.
    """
    part = located(state.transcript, action.where)
    met = _met(state.transcript, action)
    subject = met.subject if met and action.how == RIGHT else None
    is_name = action.place.kind == DoubtKind.NAME
    word, label = (subject, None) if is_name else (None, subject)
    time = min(max(action.place.time, part.start), part.end)
    state = state.made(state.maker.settled(part, time, action.place.kind, label, word))
    if label and action.place.kind in (DoubtKind.ROLE, DoubtKind.QUOTE):
        return state.role(label, state.transcript.role_of(label))
    return state


def _met(transcript: Transcript, action: Settle) -> Candidate | None:
    """The doubt that was met; None where it is gone, as after its words were corrected."""
    kind, time = action.place.kind, action.place.time
    found = (one for one in candidates(transcript) if one.kind == kind and abs(one.time - time) <= _SAME)
    return next(found, None)
