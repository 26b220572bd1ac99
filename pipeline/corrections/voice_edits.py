"""Corrections of who somebody is, and of the header."""

from __future__ import annotations

from dataclasses import replace

from pipeline.corrections.unplaced import UnplacedError
from pipeline.transcript.edit import Edit, EditKind
from pipeline.transcript.model import Role, Source, Speaker, Transcript


def voices(base: Transcript, worded: Transcript) -> Transcript:
    """`worded` with a speaker for every label that is heard in it, and for none that is heard no more."""
    heard = dict.fromkeys(one.speaker for one in worded.utterances if one.speaker is not None)
    gone = {one.speaker for one in base.utterances} - set(heard)
    known = {speaker.label for speaker in base.speakers}
    kept = (speaker for speaker in base.speakers if speaker.label not in gone)
    new = (Speaker(label) for label in heard if label not in known)
    return replace(worded, speakers=(*kept, *new))


def edit_voice(transcript: Transcript, edit: Edit, reach: float) -> tuple[Transcript, Edit]:
    """The name or the role of a voice."""
    if transcript.speaker(edit.label) is None:
        raise UnplacedError(f"there is no speaker {edit.label}")
    speakers = tuple(
        _changed(speaker, edit) if speaker.label == edit.label else speaker for speaker in transcript.speakers
    )
    return replace(transcript, speakers=speakers), edit


def edit_header(transcript: Transcript, edit: Edit, reach: float) -> tuple[Transcript, Edit]:
    """Title, date, source or address."""
    if edit.kind is EditKind.TITLE:
        return replace(transcript, title=edit.after), edit
    if edit.kind is EditKind.PUBLISHED:
        return replace(transcript, published=edit.after), edit
    old = transcript.source or Source()
    changed = replace(old, name=edit.after) if edit.kind is EditKind.SOURCE else replace(old, url=edit.after)
    return replace(transcript, source=changed if changed.name or changed.url else None), edit


def edit_nothing(transcript: Transcript, edit: Edit, reach: float) -> tuple[Transcript, Edit]:
    """What is only told of a transcript, and changes nothing in it."""
    return transcript, edit


def _changed(speaker: Speaker, edit: Edit) -> Speaker:
    """What a person says of a role is certain, and has no other evidence."""
    if edit.kind is EditKind.NAME:
        return replace(speaker, name=edit.after, suggestions=(), digest="")
    role = Role(edit.after or Role.UNKNOWN)
    return replace(speaker, role=role, confidence=1.0, unsure=False, evidence=(), digest="")
