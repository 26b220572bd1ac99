"""A place where a transcript may be wrong, and what a mistake there would cost."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.transcript.doubt import DoubtKind

DOUBTFUL = 0.4
"""Probability below which a recognizer is rather wrong than right about a word."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A moment to listen to, in seconds, and why; `harm` is about how many words may be wrong there.

    `subject` is what would be settled wherever it stands again: the label of a voice, a name in small
    letters; None of what is only in this place.
    """

    time: float
    kind: DoubtKind
    text: str
    harm: float
    subject: str | None = None
