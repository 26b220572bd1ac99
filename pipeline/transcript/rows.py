"""A transcript as the rows of a table: its words, utterances, paragraphs or quotes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipeline.transcript.marks import marked
from pipeline.transcript.model import Paragraph, Role, Transcript
from pipeline.transcript.words import words_of

_PLACES = 3
"""Decimals of a second."""


class Rows(StrEnum):
    """What a row is."""

    WORDS = "words"
    UTTERANCES = "utterances"
    PARAGRAPHS = "paragraphs"
    QUOTES = "quotes"


@dataclass(frozen=True, slots=True)
class WordRow:
    """A word; `utterance` is the id of the one it stands in, `probability` None where nobody gave one."""

    utterance: str
    start: float
    end: float
    speaker: str | None
    name: str | None
    role: Role
    text: str
    probability: float | None


@dataclass(frozen=True, slots=True)
class UtteranceRow:
    """What one voice says in a row; `language` is the programme's where nothing else is spoken."""

    id: str
    start: float
    end: float
    speaker: str | None
    name: str | None
    role: Role
    language: str
    overlapped: bool
    text: str


@dataclass(frozen=True, slots=True)
class ParagraphRow:
    """A paragraph of the article; `doubts` are the reasons to listen to it again."""

    id: str
    start: float
    end: float
    speaker: str | None
    name: str | None
    role: Role
    quoted: bool
    unsure: bool
    doubts: tuple[str, ...]
    text: str


Row = WordRow | UtteranceRow | ParagraphRow

COLUMNS: dict[Rows, type[Row]] = {
    Rows.WORDS: WordRow,
    Rows.UTTERANCES: UtteranceRow,
    Rows.PARAGRAPHS: ParagraphRow,
    Rows.QUOTES: ParagraphRow,
}
"""The type of each kind of row: its fields are the columns."""


def rows_of(transcript: Transcript, kind: Rows) -> Iterator[Row]:
    """The rows in the transcript's order, times rounded to the millisecond.

    Words without times of their own have their share of the utterance's. Paragraphs are those that are there.
    """
    transcript = marked(transcript)
    if kind is Rows.WORDS:
        return _words(transcript)
    if kind is Rows.UTTERANCES:
        return _utterances(transcript)
    return _paragraphs(transcript, only_quotes=kind is Rows.QUOTES)


def _words(transcript: Transcript) -> Iterator[Row]:
    for said in transcript.utterances:
        who = _who(transcript, said.speaker)
        for word in words_of(said):
            yield WordRow(
                said.id,
                round(word.start, _PLACES),
                round(word.end, _PLACES),
                *who,
                word.text,
                word.probability,
            )


def _utterances(transcript: Transcript) -> Iterator[Row]:
    for said in transcript.utterances:
        spoken = said.language or transcript.language
        yield UtteranceRow(
            said.id, round(said.start, _PLACES), round(said.end, _PLACES), *_who(transcript, said.speaker),
            spoken, said.overlapped, said.text,
        )  # fmt: skip


def _paragraphs(transcript: Transcript, *, only_quotes: bool) -> Iterator[Row]:
    for part in transcript.paragraphs:
        if part.quoted or not only_quotes:
            yield _paragraph(transcript, part)


def _paragraph(transcript: Transcript, part: Paragraph) -> ParagraphRow:
    return ParagraphRow(
        part.id, round(part.start, _PLACES), round(part.end, _PLACES), *_who(transcript, part.speaker),
        part.quoted, part.unsure, tuple(doubt.text for doubt in part.doubts), part.text,
    )  # fmt: skip


def _who(transcript: Transcript, label: str | None) -> tuple[str | None, str | None, Role]:
    speaker = transcript.speaker(label)
    return label, speaker.name if speaker else None, speaker.role if speaker else Role.UNKNOWN
