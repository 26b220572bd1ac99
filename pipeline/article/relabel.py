"""Roles, names and paragraphs from a transcript's words alone: no audio, no models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.article.paragraphs import write_paragraphs
from pipeline.profile.model import Profile
from pipeline.roles import assign_roles, part_voices
from pipeline.transcript.model import Role, Speaker, Transcript


def relabel(transcript: Transcript, *, reassign: bool = False, house: Profile | None = None) -> Transcript:
    """Fill in missing roles and names and write the paragraphs again.

    Roles that the transcript gives are kept. With `reassign`, those this program decided itself, which carry
    evidence, are decided again. `house` is what the newsroom knows.
    """
    given = [
        replace(speaker, role=Role.UNKNOWN, name=None) if reassign and speaker.evidence else speaker
        for speaker in transcript.speakers
    ]
    transcript = _parted(transcript, given, house or Profile())
    speakers = assign_roles(transcript.utterances, transcript.language, given, house)
    skipped = transcript.provenance.skipped if transcript.provenance else ()
    return transcript.with_speakers(
        speakers, write_paragraphs(transcript.utterances, speakers, transcript.language, skipped)
    )


def _parted(transcript: Transcript, given: Sequence[Speaker], house: Profile) -> Transcript:
    """With people taken apart whom a diarizer gave one label; labels that a person gave are left alone."""
    provenance = transcript.provenance
    if provenance is None or provenance.diarizer is None:
        return transcript
    settled = {speaker.label for speaker in given if speaker.role is not Role.UNKNOWN}
    utterances, parted = part_voices(transcript.utterances, transcript.language, house.sign_offs, settled)
    if not parted:
        return transcript
    notes = (*provenance.notes, *map(str, parted))
    return replace(transcript, utterances=utterances, provenance=replace(provenance, notes=notes))


def complete(transcript: Transcript) -> Transcript:
    """The transcript as it is if it has paragraphs, else with everything that follows from its words."""
    return transcript if transcript.paragraphs else relabel(transcript)
