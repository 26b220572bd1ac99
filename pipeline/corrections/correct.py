"""People's corrections of a transcript, one after the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from pipeline.article.derive import derive
from pipeline.corrections.apply import apply, without_edits
from pipeline.corrections.by_hand import with_changes_by_hand
from pipeline.corrections.making import Maker
from pipeline.corrections.names import accepted, chosen_names, chosen_suggestions, taken_back
from pipeline.corrections.places import (
    CorrectionError,
    known_label,
    paragraph_at,
    stretch_between,
    words_between,
    words_from,
)
from pipeline.corrections.replacing import not_found, replacements
from pipeline.corrections.rewriting import rewritten
from pipeline.corrections.state import State
from pipeline.text.spoken import spoken
from pipeline.transcript.dates import normal_published
from pipeline.transcript.edit import EditKind
from pipeline.transcript.model import Paragraph, Role, Transcript
from pipeline.transcript.span import Span

Moment = str | float
"""Seconds, or a time as the article prints it."""
Time = Moment | Paragraph
"""Any time in a paragraph, or the paragraph itself."""


def correct(transcript: Transcript, *, by: str | None = None) -> Corrections:
    """Begin to correct a transcript; `by` is who does. What was changed in its file by hand is kept."""
    transcript = with_changes_by_hand(transcript)
    if not transcript.paragraphs and not transcript.edits:
        transcript = derive(transcript)
    return Corrections(apply(without_edits(transcript), transcript.edits), by)


@dataclass(frozen=True, slots=True)
class Corrections(State):
    """A transcript as it is corrected so far; each method gives another one, and changes nothing.

    Times are seconds, or as the article prints them (`"0:50"`); any in a paragraph means that paragraph.
    Every method raises CorrectionError, a ValueError, for what is not there.
    """

    def rename(self, label: str, name: str | None) -> Self:
        """The name of the voice `label`."""
        before = self.transcript.speaker(known_label(self.transcript, label))
        return self.made(self.maker.voice(EditKind.NAME, label, before.name if before else None, name))

    def role(self, label: str, role: Role | str) -> Self:
        """The role of the voice `label`; also `unknown`, which then stays so."""
        known_label(self.transcript, label)
        try:
            told = Role(role)
        except ValueError:
            raise CorrectionError(f"{str(role)!r} is no role; there are {', '.join(Role)}") from None
        before = self.transcript.role_of(label)
        return self.made(self.maker.voice(EditKind.ROLE, label, before, told))

    def merge(self, label: str, into: str) -> Self:
        """Everything that `label` says is said by `into`."""
        for one in (label, into):
            known_label(self.transcript, one)
        if label == into:
            raise CorrectionError(f"{label} cannot become itself")
        return self.made(self.maker.voice(EditKind.MERGE, label, label, into))

    def split(self, time: Time, label: str) -> Self:
        """The words from a time to the end of their utterance are said by `label`, who may be new."""
        words = words_from(self.transcript, time)
        before = self.transcript.utterances[words[0].utterance].speaker
        if not label.strip():
            raise CorrectionError("a speaker's label cannot be empty")
        if before == label:
            raise CorrectionError(f"{label} says that already")
        return self.made(self.maker.speaker(words, before, label))

    def reassign(self, time: Time, label: str) -> Self:
        """The whole paragraph is said by `label`, who may be new."""
        part = self.transcript.paragraphs[paragraph_at(self.transcript, time)]
        places = {(one.utterance, n) for one in part.passages for n in range(one.first, one.last)}
        words = [one for one in spoken(self.transcript.utterances) if (one.utterance, one.index) in places]
        if part.speaker == label or not words:
            raise CorrectionError(f"{label} says that already")
        words.sort(key=lambda one: (one.word.start, one.word.end))
        return self.made(self.maker.speaker(words, part.speaker, label))

    def replace(self, old: str, new: str, at: Moment | None = None) -> Self:
        """Whole words by others: everywhere, in names too, or in the paragraph at a time."""
        part = None if at is None else self.transcript.paragraphs[paragraph_at(self.transcript, at)]
        edits = replacements(self.transcript, self.maker, old, new, part)
        if not edits:
            raise not_found(self.transcript, old, at)
        return self.made(*edits)

    def accept(self, number: int | None = None) -> Self:
        """The name that is suggested under a number, from 1, is meant; of all without one."""
        state = self
        for one in chosen_suggestions(self.transcript, number):
            state = state.made(*accepted(state.transcript, self._in_step(state), one))
        return state

    def as_heard(self, number: int | None = None) -> Self:
        """What was heard in place of the name that the program wrote, by its number, from 1; or of all."""
        state = self
        for name in chosen_names(self.transcript, number):
            state = state.made(*taken_back(self._in_step(state), name))
        return state

    def rewrite(self, time: Time, text: str) -> Self:
        """The paragraph at a time reads `text`; words that stay keep their times."""
        part = self.transcript.paragraphs[paragraph_at(self.transcript, time)]
        edits = rewritten(self.transcript, {part.id: " ".join(text.split())}, self.maker)
        return self.made(*edits) if edits else self

    def quote(self, time: Time) -> Self:
        """The paragraph at a time is a quote."""
        return self._paragraph(EditKind.QUOTE, time)

    def unquote(self, time: Time) -> Self:
        """The paragraph at a time is none."""
        return self._paragraph(EditKind.UNQUOTE, time)

    def join(self, time: Time) -> Self:
        """The paragraph at a time goes on with the one before it, of the same voice."""
        return self._paragraph(EditKind.JOIN, time)

    def divide(self, time: Time) -> Self:
        """A paragraph begins with the word at a time."""
        part = self.transcript.paragraphs[paragraph_at(self.transcript, time)]
        words = words_from(self.transcript, time)
        if words[0].word.start <= part.start:
            raise CorrectionError("a paragraph begins there already")
        return self.made(self.maker.division(part, words[0]))

    def checked(self, time: Time) -> Self:
        """Somebody has listened to the paragraph at a time."""
        return self._paragraph(EditKind.CHECKED, time)

    def drop(self, start: Moment, end: Moment) -> Self:
        """What is said from one time to another is left out of the article."""
        return self._stretch(EditKind.DROP, stretch_between(self.transcript, start, end))

    def keep(self, start: Moment, end: Moment) -> Self:
        """What was left out from one time to another is printed after all."""
        span = stretch_between(self.transcript, start, end)
        if not any(one.overlap(span) for one in self.transcript.excluded):
            out = ", ".join(f"{one.start:g}-{one.end:g} s" for one in self.transcript.excluded)
            raise CorrectionError(f"nothing is left out there; left out is {out or 'nothing'}")
        return self._stretch(EditKind.KEEP, span)

    def title(self, text: str | None) -> Self:
        """The headline."""
        return self.made(self.maker.header(EditKind.TITLE, self.transcript.title, text))

    def published(self, date: str | None) -> Self:
        """The date of publication, as in `2025-02-04 20:00`."""
        normal = normal_published(date) if date is not None else None
        if date is not None and normal is None:
            raise CorrectionError(f"{date!r} is not a date like 2025-02-04 or '2025-02-04 20:00'")
        return self.made(self.maker.header(EditKind.PUBLISHED, self.transcript.published, normal))

    def source(self, name: str | None) -> Self:
        """The station at the foot."""
        old = self.transcript.source
        return self.made(self.maker.header(EditKind.SOURCE, old.name if old else None, name))

    def url(self, address: str | None) -> Self:
        """The address at the foot."""
        old = self.transcript.source
        return self.made(self.maker.header(EditKind.URL, old.url if old else None, address))

    def _in_step(self, state: Corrections) -> Maker:
        """For more edits of the step that comes after this: they are undone at once."""
        return replace(self.maker, transcript=state.transcript)

    def _paragraph(self, kind: EditKind, time: Time) -> Self:
        part = self.transcript.paragraphs[paragraph_at(self.transcript, time)]
        settled = part.quoted is (kind is EditKind.QUOTE) and not part.unsure
        if kind in (EditKind.QUOTE, EditKind.UNQUOTE) and settled:
            raise CorrectionError(f"the paragraph at {time} is {'a' if part.quoted else 'no'} quote already")
        return self.made(self.maker.paragraph(kind, part))

    def _stretch(self, kind: EditKind, span: Span) -> Self:
        words = words_between(self.transcript, span.start, span.end)
        return self.made(self.maker.stretch(kind, span.start, span.end, words))
