"""Roles, names and paragraphs from a transcript's words alone: no audio, no models."""

from __future__ import annotations

from dataclasses import replace

from pipeline.house import House
from pipeline.paragraphs import write_paragraphs
from pipeline.roles import assign_roles
from pipeline.types import Role, Transcript


def relabel(transcript: Transcript, *, reassign: bool = False, house: House | None = None) -> Transcript:
    """Fill in missing roles and names and write the paragraphs again.

    Roles that the transcript gives are kept. With `reassign`, those this program decided itself, which carry
    evidence, are decided again. `house` is what the newsroom knows.
    """
    given = [
        replace(speaker, role=Role.UNKNOWN, name=None) if reassign and speaker.evidence else speaker
        for speaker in transcript.speakers
    ]
    speakers = assign_roles(transcript.utterances, transcript.language, given, house)
    skipped = transcript.provenance.skipped if transcript.provenance else ()
    return transcript.with_speakers(
        speakers, write_paragraphs(transcript.utterances, speakers, transcript.language, skipped)
    )


def complete(transcript: Transcript) -> Transcript:
    """The transcript as it is if it has paragraphs, else with everything that follows from its words."""
    return transcript if transcript.paragraphs else relabel(transcript)
