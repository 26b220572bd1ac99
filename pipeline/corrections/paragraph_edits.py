"""Corrections of paragraphs: what is a quote, where one begins, how it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from pipeline.corrections.aligned_text import divided_text
from pipeline.corrections.finding import EXACT
from pipeline.corrections.patching import patched
from pipeline.corrections.printing import write_as
from pipeline.corrections.unplaced import UnplacedError
from pipeline.text.print_style import in_a_row
from pipeline.text.spoken import bare, words_of
from pipeline.transcript.edit import Edit, EditKind
from pipeline.transcript.model import Paragraph, Passage, Transcript
from pipeline.transcript.span import Span

_ALIKE = 0.8
"""Likeness of its words from which a paragraph is taken for the one that was corrected."""


def edit_paragraph(transcript: Transcript, edit: Edit, reach: float) -> tuple[Transcript, Edit]:
    """Quote, unquote, join, divide, or other print."""
    paragraphs = transcript.paragraphs
    number = find_paragraph(paragraphs, edit, reach)
    old = paragraphs[number]
    new: tuple[Paragraph, ...]
    if edit.kind is EditKind.JOIN:
        if number == 0 or not _is_one_voice(paragraphs[number - 1], old):
            raise UnplacedError("there is no paragraph of the same voice before it")
        first, new = number - 1, (_joined(transcript, paragraphs[number - 1], old),)
    elif edit.kind is EditKind.DIVIDE:
        first, new = number, _divided(transcript, old, edit, reach)
    else:
        first, new = number, _reprinted(transcript, old, edit, reach)
    changed = (*paragraphs[:first], *new, *paragraphs[number + 1 :])
    start = new[-1].start if edit.kind is EditKind.DIVIDE else old.start
    if edit.kind is EditKind.CHECKED and edit.after is not None:
        start = min(max(edit.start, old.start), old.end)
    return replace(transcript, paragraphs=changed), replace(edit, start=start, end=old.end)


def find_paragraph(paragraphs: Sequence[Paragraph], edit: Edit, reach: float) -> int:
    """The number of the paragraph that an edit is about. Raises UnplacedError.

    In the same recognition it is the one that begins where it did, whatever its words are by now.
    """
    wanted = [bare(word) for word in (edit.words or "").split()]
    span = Span(edit.start, edit.end)
    found = []
    for number, paragraph in enumerate(paragraphs):
        away = _away(paragraph, edit)
        if span.overlap(paragraph) > 0 or away <= reach:
            said = [bare(word) for word in paragraph.text.split()]
            alike = SequenceMatcher(None, wanted, said, autojunk=False).ratio()
            found.append((reach <= EXACT and away <= EXACT, alike, -away, number))
    if not found or not (max(found)[0] or max(found)[1] >= _ALIKE):
        raise UnplacedError("no paragraph there has these words")
    return max(found)[3]


def _away(paragraph: Paragraph, edit: Edit) -> float:
    """Seconds from an edit to a paragraph; some are about a moment in one."""
    if edit.kind in (EditKind.DIVIDE, EditKind.CHECKED) and paragraph.start <= edit.start < paragraph.end:
        return 0.0
    return abs(paragraph.start - edit.start)


def _reprinted(transcript: Transcript, old: Paragraph, edit: Edit, reach: float) -> tuple[Paragraph, ...]:
    if edit.kind is EditKind.PRINTED:
        return (replace(old, text=patched(old.text, edit.before or "", edit.after or "")),)
    if edit.kind is EditKind.CHECKED and reach > EXACT and old.text != edit.words:
        raise UnplacedError("its words are others by now")
    quoted = edit.kind is EditKind.QUOTE
    if edit.kind is EditKind.CHECKED or (old.quoted is quoted and not old.unsure):
        return (old,)
    if not old.passages:
        return (replace(old, quoted=quoted, unsure=False),)
    return write_as(transcript, old.passages, quoted=quoted)


def _is_one_voice(first: Paragraph, second: Paragraph) -> bool:
    return first.speaker == second.speaker


def _joined(transcript: Transcript, first: Paragraph, second: Paragraph) -> Paragraph:
    passages = _in_a_row((*first.passages, *second.passages))
    if (first.quoted or second.quoted) and first.passages and second.passages:
        (whole,) = write_as(transcript, passages, quoted=True)
        return whole
    return replace(
        first, end=max(first.end, second.end), text=in_a_row((first.text, second.text), transcript.language),
        passages=passages, doubts=(*first.doubts, *second.doubts),
    )  # fmt: skip


def _in_a_row(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """With those made one that go on in the same utterance."""
    found: list[Passage] = []
    for passage in passages:
        if found and (found[-1].utterance, found[-1].last) == (passage.utterance, passage.first):
            passage = replace(found.pop(), last=passage.last)
        found.append(passage)
    return tuple(found)


def _divided(transcript: Transcript, old: Paragraph, edit: Edit, reach: float) -> tuple[Paragraph, ...]:
    left, right = _parted(transcript, old.passages, edit, reach)
    if not left or not right:
        raise UnplacedError("it begins there already")
    whole = old.quoted or old.unsure
    parts = [_as_one(transcript, part, whole) for part in (left, right)]
    texts = divided_text(transcript.utterances, old, left) or tuple(part.text for part in parts)
    return tuple(
        replace(part, text=text, quoted=old.quoted, unsure=old.unsure)
        for part, text in zip(parts, texts, strict=True)
    )


def _parted(
    transcript: Transcript, passages: Sequence[Passage], edit: Edit, reach: float
) -> tuple[list[Passage], list[Passage]]:
    """Before and from the word at which the edit divides."""
    wanted = bare(edit.after or "")
    at = min(
        (
            (abs(word.start - edit.start), number, index)
            for number, passage in enumerate(passages)
            for index, word in enumerate(words_of(transcript.utterances[passage.utterance]))
            if passage.first <= index < passage.last
            and abs(word.start - edit.start) <= reach
            and bare(word.text) == wanted
        ),
        default=None,
    )
    if at is None:
        raise UnplacedError(f"{edit.after!r} is not heard there")
    _, number, index = at
    cut = passages[number]
    left = [*passages[:number], *([replace(cut, last=index)] if index > cut.first else [])]
    return left, [replace(cut, first=index), *passages[number + 1 :]]


def _as_one(transcript: Transcript, passages: Sequence[Passage], quoted: bool) -> Paragraph:
    first, *more = write_as(transcript, passages, quoted=quoted)
    for part in more:
        first = _joined(transcript, first, part)
    return first
