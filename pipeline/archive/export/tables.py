"""The tables of an archive: their names, their columns, and the rows that a transcript gives to each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import Enum
from functools import cache
from typing import Any, get_args, get_type_hints

from pipeline.archive.index import show_of
from pipeline.transcript.model import Role, Transcript
from pipeline.transcript.rows import ParagraphRow, Rows, UtteranceRow, WordRow, rows_of

Cell = str | float | bool | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A transcript; `path` is below the archive, `show` the station or the first folder.

    `metadata` is what else is known of it, as a JSON object.
    """

    path: str
    title: str | None
    show: str | None
    published: str | None
    language: str
    duration: float | None
    recording: str | None
    sha256: str | None
    recognizer: str | None
    diarizer: str | None
    edits: float
    metadata: str | None


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A voice of a programme; `seconds` is how long it speaks."""

    label: str
    name: str | None
    role: Role
    confidence: float | None
    seconds: float


TABLES: Mapping[str, type] = {
    "programmes": ProgrammeRow,
    "speakers": SpeakerRow,
    "utterances": UtteranceRow,
    "paragraphs": ParagraphRow,
    "words": WordRow,
}
"""Each by the type of its rows. All but the first begin with `programme`, the path of theirs."""
_PROGRAMMES = "programmes"
_OF_TRANSCRIPTS = {"utterances": Rows.UTTERANCES, "paragraphs": Rows.PARAGRAPHS, "words": Rows.WORDS}


@cache
def columns(table: str) -> Mapping[str, type]:
    """Names in order, and what a cell holds: `str`, `float` or `bool`, or nothing."""
    kind = TABLES[table]
    hints = get_type_hints(kind)
    own = {field.name: _plain_type(hints[field.name]) for field in fields(kind)}
    return own if table == _PROGRAMMES else {"programme": str, **own}


def rows(table: str, path: str, transcript: Transcript, role: Role | None = None) -> Iterator[Row]:
    """The rows of one transcript; of a `role` only, where that is asked for."""
    if table == _PROGRAMMES:
        yield _cells(_programme(path, transcript))
        return
    found: Iterator[Any]
    found = _speakers(transcript) if table == "speakers" else rows_of(transcript, _OF_TRANSCRIPTS[table])
    for row in found:
        if role is None or row.role is role:
            yield (path, *_cells(row))


def _programme(path: str, transcript: Transcript) -> ProgrammeRow:
    recording, made = transcript.recording, transcript.provenance
    return ProgrammeRow(
        path, transcript.title, show_of(path, transcript), transcript.published, transcript.language,
        recording.duration if recording else None, recording.path if recording else None,
        recording.sha256 if recording else None,
        made.recognizer.name if made and made.recognizer else None,
        made.diarizer.name if made and made.diarizer else None, float(len(transcript.edits)),
        json.dumps(dict(transcript.metadata), ensure_ascii=False) if transcript.metadata else None,
    )  # fmt: skip


def _speakers(transcript: Transcript) -> Iterator[SpeakerRow]:
    for one in transcript.speakers:
        seconds = sum(said.duration for said in transcript.said_by(one.label))
        yield SpeakerRow(one.label, one.name, one.role, one.confidence, round(seconds, 3))


def _cells(row: Any) -> Row:
    return tuple(_cell(getattr(row, field.name)) for field in fields(row))


def _cell(value: object) -> Cell:
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, str | float | bool):
        return value
    raise TypeError(f"no cell for {value!r}")


def _plain_type(hint: Any) -> type:
    kinds = [kind for kind in get_args(hint) or (hint,) if kind is not type(None)]
    return next((plain for plain in (bool, float) if plain in kinds), str)
