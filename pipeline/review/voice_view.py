"""Voices as the page shows them."""

from __future__ import annotations

from typing import NamedTuple, TypedDict

from pipeline.review.evidence_words import evidence_lines
from pipeline.transcript.edit import EditKind
from pipeline.transcript.model import Speaker, Transcript
from pipeline.transcript.speaker import called

_SAMPLES = 5
_LONGEST = 4.0
"""Seconds of one sample: enough to know a voice by."""


class Sample(NamedTuple):
    """Seconds from and to."""

    start: float
    end: float


class VoiceView(TypedDict):
    """A voice; `called` is its name, or what a voice without one is called."""

    label: str
    called: str
    name: str | None
    role: str
    unsure: bool
    named_by_person: bool
    role_by_person: bool
    evidence: tuple[str, ...]
    suggestions: tuple[str, ...]
    samples: tuple[Sample, ...]


def voice_views(transcript: Transcript) -> tuple[VoiceView, ...]:
    """All voices, in the order of the transcript."""
    placed = [edit for edit in transcript.edits if edit.unplaced is None]
    named = {edit.label for edit in placed if edit.kind is EditKind.NAME}
    given = {edit.label for edit in placed if edit.kind is EditKind.ROLE}
    return tuple(
        VoiceView(
            label=one.label, called=one.name or called(one.label), name=one.name, role=one.role.value,
            unsure=one.unsure, named_by_person=one.label in named, role_by_person=one.label in given,
            evidence=evidence_lines(one.evidence),
            suggestions=tuple(suggestion.name for suggestion in one.suggestions),
            samples=_samples(transcript, one),
        )
        for one in transcript.speakers
    )  # fmt: skip


def _samples(transcript: Transcript, speaker: Speaker) -> tuple[Sample, ...]:
    """From its longest utterances, alone before those over which somebody else speaks."""
    said = sorted(transcript.said_by(speaker.label), key=lambda one: (one.overlapped, -one.duration))
    return tuple(
        Sample(round(one.start, 3), round(min(one.end, one.start + _LONGEST), 3)) for one in said[:_SAMPLES]
    )
