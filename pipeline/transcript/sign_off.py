"""Who has signed a transcript off, and whether it still is as they saw it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from pipeline.transcript.edit import Edit, EditKind
from pipeline.transcript.model import Transcript

_LENGTH = 16
"""Hexadecimal digits: a change is looked for, not a forgery."""


@dataclass(frozen=True, slots=True)
class SignOff:
    """That `by` signed a transcript off at `at`, in UTC; `current` where nothing has changed since."""

    by: str
    at: str
    current: bool


def published_digest(transcript: Transcript) -> str:
    """Of everything that is published: head and foot, and who says what, quoted or not, in which role."""
    source = transcript.source
    told: list[str | None] = [transcript.title, transcript.published]
    told += [source.name, source.url] if source else []
    for part in transcript.paragraphs:
        speaker = transcript.speaker(part.speaker)
        role = speaker.role.value if speaker and not speaker.unsure else ""
        told += [speaker.name if speaker else None, role, "quoted" if part.quoted else "", part.text]
    text = "\0".join(one or "" for one in told)
    return hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()[:_LENGTH]


def signed_off(transcript: Transcript) -> SignOff | None:
    """The last time that somebody did; None where nobody has."""
    signed = [edit for edit in transcript.edits if edit.kind is EditKind.SIGNED]
    if not signed:
        return None
    last: Edit = signed[-1]
    return SignOff(last.by or "somebody", last.at, last.after == published_digest(transcript))
