"""Corrections of what somebody else had corrected: both are kept, and the later is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.transcript.edit import Edit, EditKind

_SAME_SUBJECT = (
    frozenset({EditKind.WORDS, EditKind.PRINTED}),
    frozenset({EditKind.SPEAKER, EditKind.MERGE}),
    frozenset({EditKind.QUOTE, EditKind.UNQUOTE}),
    frozenset({EditKind.JOIN, EditKind.DIVIDE}),
    frozenset({EditKind.DROP, EditKind.KEEP}),
    *(frozenset({kind}) for kind in (EditKind.NAME, EditKind.ROLE)),
    *(frozenset({kind}) for kind in (EditKind.TITLE, EditKind.PUBLISHED, EditKind.SOURCE, EditKind.URL)),
)
"""Kinds of corrections that can contradict each other."""
_OF_VOICES = (EditKind.NAME, EditKind.ROLE)
_OF_HEADER = (EditKind.TITLE, EditKind.PUBLISHED, EditKind.SOURCE, EditKind.URL)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two corrections of one thing by two people."""

    earlier: Edit
    later: Edit


def conflicts(edits: Sequence[Edit]) -> tuple[Conflict, ...]:
    """All of them in order. What one person changes again is none, nor is what two people changed alike."""
    return tuple(
        Conflict(one, other)
        for one, other in combinations(edits, 2)
        if one.by != other.by and _is_one_subject(one, other) and _says(one) != _says(other)
    )


def _is_one_subject(one: Edit, other: Edit) -> bool:
    if not any({one.kind, other.kind} <= kinds for kinds in _SAME_SUBJECT):
        return False
    if one.kind in _OF_HEADER:
        return True
    if one.kind in _OF_VOICES:
        return one.label == other.label
    if EditKind.MERGE in (one.kind, other.kind):
        return one.kind is other.kind and one.before == other.before
    return one.overlap(other) > 0 or (one.start == other.start and one.duration == other.duration == 0)


def _says(edit: Edit) -> tuple[object, ...]:
    return edit.kind, edit.after
