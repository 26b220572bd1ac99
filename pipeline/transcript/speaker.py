"""Who is heard: labels, roles, names, and what speaks for them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.transcript.open import Open


class Role(StrEnum):
    """What a voice does in the programme."""

    ANCHOR = "anchor"
    CORRESPONDENT = "correspondent"
    EXPERT = "expert"
    UNKNOWN = "unknown"


JOURNALISTS = (Role.ANCHOR, Role.CORRESPONDENT)
"""Roles of those who work for the programme."""


_OWN_LABEL = re.compile(r"S\d+")


def called(label: str) -> str:
    """How people read of a voice without a name: `Voice 3` for our label S3, another program's as it is.

    >>> called("S3"), called("SPEAKER_00")
    ('Voice 3', 'SPEAKER_00')
    """
    return f"Voice {label[1:]}" if _OWN_LABEL.fullmatch(label) else label


@dataclass(frozen=True, slots=True)
class Evidence(Open):
    """One cue that spoke for a role: its kind, its weight, the words and the moment."""

    cue: str
    weight: float
    quote: str = ""
    time: float = 0.0


PROGRAMME = "programme"
"""Source of a suggestion that comes from what is said in the recording."""


@dataclass(frozen=True, slots=True)
class Suggestion(Open):
    """A name that the voice may have; `score` is its likeness to the name heard, 0 to 1.

    `source` says where it is known from: `cast`, `profile` or `glossary` beforehand, or the `programme`,
    which calls another voice by it, too.
    """

    name: str
    score: float
    source: str


@dataclass(frozen=True, slots=True)
class Speaker(Open):
    """A label with the role and, where the words tell it, the name behind it.

    `heard` is the name as the words have it, where `name` is another spelling of it. `digest` is that of role
    and name as they were written into a file: where it does not fit, somebody has changed them since.
    """

    label: str
    role: Role = Role.UNKNOWN
    name: str | None = None
    confidence: float | None = None
    unsure: bool = False
    heard: str | None = None
    suggestions: tuple[Suggestion, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    digest: str = field(default="", compare=False, kw_only=True)
