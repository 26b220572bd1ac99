"""Edits in words, one line each."""

from __future__ import annotations

from pipeline.transcript.edit import Edit, EditKind
from pipeline.transcript.timecode import clock

_LONGEST = 60
"""Letters of a text that are shown."""
_OF_VOICES = (EditKind.NAME, EditKind.ROLE)
_OF_HEADER = (EditKind.TITLE, EditKind.PUBLISHED, EditKind.SOURCE, EditKind.URL)
_BARE = (EditKind.QUOTE, EditKind.UNQUOTE, EditKind.JOIN, EditKind.CHECKED)


def told(edit: Edit) -> str:
    """Where, what, and how it was before.

    >>> told(Edit(7.5, 8.0, EditKind.WORDS, "e1.1", "2025-05-02T20:00:00+00:00", "Rut", "Rudd"))
    "00:00:07 words: 'Rut' -> 'Rudd'"
    """
    if edit.kind in _OF_HEADER:
        return f"{edit.kind}: {_text(edit.before)} -> {_text(edit.after)}"
    if edit.kind in _OF_VOICES:
        if edit.before == edit.after:
            return f"{edit.label} {edit.kind}: {_text(edit.after)}, confirmed"
        return f"{edit.label} {edit.kind}: {_text(edit.before)} -> {_text(edit.after)}"
    if edit.kind is EditKind.SIGNED:
        return "signed off"
    if edit.kind is EditKind.MERGE:
        return f"merge: {edit.before} -> {edit.after}"
    where = clock(edit.start)
    if edit.kind is EditKind.CHECKED and edit.after:
        return f"{where} settled, {edit.after}: {_text(edit.words)}"
    if edit.kind in _BARE:
        return f"{where} {edit.kind}: {_text(edit.words)}"
    if edit.kind in (EditKind.DROP, EditKind.KEEP):
        return f"{where} {edit.kind}, to {clock(edit.end)}: {_text(edit.words)}"
    if edit.kind is EditKind.SPEAKER:
        return f"{where} speaker: {edit.before} -> {edit.after}: {_text(edit.words)}"
    return f"{where} {edit.kind}: {_text(edit.before)} -> {_text(edit.after)}"


def contradicted(earlier: Edit, later: Edit) -> str:
    """That one correction took the place of another person's, which is kept."""
    first, second = (edit.by or "somebody" for edit in (earlier, later))
    return f"{second} changed what {first} had corrected: {told(earlier)}; now {told(later)}"


def _text(text: str | None) -> str:
    if text is None:
        return "nothing"
    line = " ".join(text.split())
    return repr(line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…")
