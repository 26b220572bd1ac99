"""Marks by which parts of a file are known again: ids, and digests of what the program wrote.

An id stands for the moment at which something begins, so that nothing but that changes it. A digest that
does not fit what stands beside it tells that somebody has changed that by hand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from pipeline.transcript.model import Paragraph, Speaker, Transcript, Utterance

_Marked = TypeVar("_Marked", Utterance, Paragraph, Speaker)
_Placed = TypeVar("_Placed", Utterance, Paragraph)
_LENGTH = 12
"""Hexadecimal digits of a digest: changes are looked for, not forgeries."""


def marked(transcript: Transcript) -> Transcript:
    """With an id and a digest wherever there is none."""
    utterances = _with_ids(transcript.utterances, "u")
    paragraphs = _with_ids(transcript.paragraphs, "p")
    return replace(
        transcript,
        speakers=tuple(_with_digest(one) for one in transcript.speakers),
        utterances=tuple(_with_digest(one) for one in utterances),
        paragraphs=tuple(_with_digest(one) for one in paragraphs),
    )


def marked_anew(transcript: Transcript) -> Transcript:
    """With digests of what stands there now, whoever wrote it; ids stay."""
    return marked(
        replace(
            transcript,
            speakers=tuple(map(unmarked, transcript.speakers)),
            utterances=tuple(map(unmarked, transcript.utterances)),
            paragraphs=tuple(map(unmarked, transcript.paragraphs)),
        )
    )


def is_changed(part: Utterance | Paragraph | Speaker) -> bool:
    """Whether somebody else changed it since this program wrote it."""
    return part.digest not in ("", _digest(part))


def unmarked(part: _Marked) -> _Marked:
    """Without its digest, as for what the program has changed itself."""
    return replace(part, digest="") if part.digest else part


def would_fit(part: Utterance | Paragraph | Speaker, digest: str) -> bool:
    """Whether this is what `digest` was taken of."""
    return digest == _digest(part)


def _with_digest(part: _Marked) -> _Marked:
    return part if part.digest else replace(part, digest=_digest(part))


def _with_ids(parts: Iterable[_Placed], letter: str) -> tuple[_Placed, ...]:
    parts = tuple(parts)
    taken = {part.id for part in parts if part.id}
    found = []
    for part in parts:
        if not part.id:
            part = replace(part, id=_fresh(part, letter, taken))
            taken.add(part.id)
        found.append(part)
    return tuple(found)


def _fresh(part: Utterance | Paragraph, letter: str, taken: set[str]) -> str:
    """The millisecond at which it begins; of two that begin at once, the second is told by its words."""
    name = f"{letter}{round(part.start * 1000)}"
    if name not in taken:
        return name
    name = f"{name}-{_sha(part.text)[:4]}"
    while name in taken:
        name += "x"
    return name


def _digest(part: Utterance | Paragraph | Speaker) -> str:
    told: tuple[str, ...]
    if isinstance(part, Speaker):
        told = (part.role.value, part.name or "")
    elif isinstance(part, Utterance):
        told = (part.speaker or "", part.text)
    else:
        told = (part.speaker or "", part.text, "quoted" if part.quoted else "")
    return _sha("\0".join(told))[:_LENGTH]


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()
