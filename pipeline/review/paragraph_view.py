"""Paragraphs as the page shows them, what was left out among them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple, TypedDict

from pipeline.article.left_out import WHAT_IT_IS
from pipeline.page.word_ranges import spoken_words, utf16_places, word_ranges
from pipeline.text.print_style import joined
from pipeline.text.spoken import in_time
from pipeline.text.visible import one_line
from pipeline.transcript.edit import EditKind
from pipeline.transcript.holes import HOLES, is_worth_a_line, told
from pipeline.transcript.model import Excluded, Paragraph, Transcript, Utterance, Word

_HEARD = 0.5
"""Seconds of an utterance that must lie in a paragraph for its recognised words to be that paragraph's."""

_WORD = 10.0
"""Seconds that no word lasts."""


class WordView(NamedTuple):
    """Characters from and to, as a browser counts them, and milliseconds from and to."""

    first: int
    last: int
    start: int
    end: int


class ParagraphView(TypedDict):
    """A paragraph; `heard` is what was recognised there, where people have changed it."""

    id: str
    speaker: str | None
    quoted: bool
    unsure: bool
    start: float
    end: float
    text: str
    words: tuple[WordView, ...]
    checked: bool
    heard: str | None


class GapView(TypedDict):
    """A stretch that is not printed; `back` says whether it can be taken back in: what is missing cannot."""

    start: float
    end: float
    kind: str
    what: str
    back: bool
    speaker: str | None
    text: str


Drawn = Mapping[str, tuple[tuple[object, ...], ParagraphView]]
"""Paragraphs as they are shown, by their ids, each with all that it follows from."""


def paragraph_views(transcript: Transcript, before: Drawn | None = None) -> Drawn:
    """All paragraphs, in order; those of `before` that follow from the same are taken over."""
    checked = [
        edit.start
        for edit in transcript.edits
        if edit.kind is EditKind.CHECKED and edit.after is None and edit.unplaced is None
    ]
    heard = _Heard(transcript)
    found: dict[str, tuple[tuple[object, ...], ParagraphView]] = {}
    for part in transcript.paragraphs:
        words = spoken_words(transcript, part)
        recognised = heard.of(part)
        listened = any(part.start <= time < part.end for time in checked)
        source = (
            replace(part, doubts=(), digest=""),
            part.id,
            words,
            recognised,
            listened,
            transcript.language,
        )
        known = (before or {}).get(part.id)
        view = (
            known[1]
            if known and known[0] == source
            else _view(part, words, recognised, listened, transcript.language)
        )
        found[part.id] = source, view
    return found


def gap_views(transcript: Transcript) -> tuple[GapView, ...]:
    """What was left out, with the words that are said there."""
    return tuple(
        _hole(one) if one.kind in HOLES else _gap(transcript, one)
        for one in transcript.excluded
        if one.kind not in HOLES or is_worth_a_line(one)
    )


def _view(
    part: Paragraph, words: tuple[Word, ...], heard: str | None, checked: bool, language: str
) -> ParagraphView:
    text = one_line(part.text)
    units = utf16_places(text)
    shown = (
        WordView(units[one.first], units[one.last], _ms(one.word.start), _ms(one.word.end))
        for one in word_ranges(text, words, language)
    )
    return ParagraphView(
        id=part.id, speaker=part.speaker, quoted=part.quoted, unsure=part.unsure,
        start=round(part.start, 3), end=round(part.end, 3), text=text, words=tuple(shown),
        checked=checked, heard=heard,
    )  # fmt: skip


class _Heard:
    """What was recognised, by time."""

    def __init__(self, transcript: Transcript) -> None:
        before = transcript.recognised
        self._language = transcript.language
        self._changed = [
            edit for edit in transcript.edits
            if edit.kind in (EditKind.WORDS, EditKind.PRINTED) and edit.unplaced is None
        ]  # fmt: skip
        self._words = [one.word for one in in_time(before.utterances)] if before and self._changed else []
        self._starts = [word.start for word in self._words]

    def of(self, part: Paragraph) -> str | None:
        """None where nobody has changed the paragraph's words."""
        if not any(edit.start < part.end and part.start < edit.end for edit in self._changed):
            return None
        first, last = (bisect_left(self._starts, time) for time in (part.start - _WORD, part.end))
        words = self._words[first:last]
        inside = [word.text for word in words if part.start <= word.middle < part.end]
        return one_line(joined(inside, self._language)) or None


def _hole(one: Excluded) -> GapView:
    """Words that are heard in it all the same are printed."""
    what = told(one)[1:-1]
    return GapView(
        start=round(one.start, 3), end=round(one.end, 3), kind=one.kind, what=f"{what[:1].upper()}{what[1:]}",
        back=False, speaker=None, text="",
    )  # fmt: skip


def _gap(transcript: Transcript, one: Excluded) -> GapView:
    inside = list(_inside(transcript, one))
    return GapView(
        start=round(one.start, 3), end=round(one.end, 3), kind=one.kind,
        what=WHAT_IT_IS.get(one.kind, "Left out"), back=True,
        speaker=inside[0].speaker if inside else None, text=one_line(" ".join(said.text for said in inside)),
    )  # fmt: skip


def _inside(transcript: Transcript, one: Excluded) -> Iterator[Utterance]:
    for said in transcript.utterances:
        words = [word.text for word in said.words if one.start <= word.middle < one.end]
        if words:
            yield Utterance(said.start, said.end, said.speaker, joined(words, transcript.language))
        elif not said.words and said.overlap(one) > _HEARD * said.duration:
            yield said


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
