"""Paragraphs that are to read otherwise, where somebody else may have changed them meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.corrections.action import NewText
from pipeline.corrections.correct import Corrections
from pipeline.corrections.locate import located
from pipeline.corrections.patching import patched
from pipeline.corrections.rewriting import rewritten
from pipeline.corrections.unplaced import UnplacedError
from pipeline.transcript.edit import Edit, EditKind
from pipeline.transcript.model import Paragraph, Transcript

_OF_TEXT = (EditKind.WORDS, EditKind.PRINTED)


@dataclass(frozen=True, slots=True)
class TextConflict:
    """Of the paragraph with the id `paragraph` two people have changed the same words.

    `mine` is shown; `theirs` stood there, by whom it is known to be.
    """

    step: str
    paragraph: str
    by: str | None
    theirs: str
    mine: str


def reworded_paragraphs(
    state: Corrections, texts: Sequence[NewText]
) -> tuple[Corrections, list[TextConflict]]:
    """All of them at once. Words that others have changed beside one's own stay as these wrote them."""
    new: dict[str, str] = {}
    conflicts = []
    for one in texts:
        part = located(state.transcript, one.where)
        text = " ".join(one.text.split())
        try:
            new[part.id] = patched(part.text, one.where.was, text)
        except UnplacedError:
            new[part.id] = text
            by = _last_writer(state.transcript, part)
            conflicts.append(TextConflict(state.stem, part.id, by, part.text, text))
    edits = rewritten(state.transcript, new, state.maker)
    return (state.made(*edits) if edits else state), conflicts


def _last_writer(transcript: Transcript, part: Paragraph) -> str | None:
    written = [edit for edit in transcript.edits if edit.kind in _OF_TEXT and edit.overlap(part) > 0]
    last: Edit | None = written[-1] if written else None
    return last.by if last else None
