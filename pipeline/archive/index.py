"""The search index of an archive: written by one process at a time, rebuilt from transcripts at any time."""

from __future__ import annotations

import os
import sqlite3
import unicodedata
from pathlib import Path
from typing import Self

from pipeline.archive.database import Database, Kind
from pipeline.archive.layout import HIDDEN
from pipeline.archive.query import ALWAYS, PARAGRAPH, QUOTED, UTTERANCE
from pipeline.archive.tokenizer import words_of
from pipeline.transcript.model import Paragraph, Role, Transcript, Utterance

_NAME = "index.sqlite3"
PER_PROGRAMME = 1 << 20
"""Numbers of passages that each programme has room for; a passage's number tells its programme."""
KIND = Kind(
    name="search index",
    schema="""
CREATE TABLE programme (
    id INTEGER PRIMARY KEY, path TEXT UNIQUE NOT NULL, title TEXT, show TEXT, published TEXT,
    media TEXT, sha256 TEXT, language TEXT, duration REAL
);
CREATE TABLE passage (
    id INTEGER PRIMARY KEY, start REAL, end REAL, speaker TEXT, role TEXT, marks TEXT, text TEXT
);
CREATE VIRTUAL TABLE words USING fts5 (
    text, speaker, marks, content='', tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
)
""",
    version=2,
    way_out="Make it anew with --rebuild.",
)
_ROW = "INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?)"
_IN_RANGE = "SELECT id, text, speaker, marks FROM passage WHERE id BETWEEN ? AND ?"
_INTO_WORDS = "INSERT INTO words (rowid, text, speaker, marks) VALUES (?, ?, ?, ?)"
_OUT_OF_WORDS = "INSERT INTO words (words, rowid, text, speaker, marks) VALUES ('delete', ?, ?, ?, ?)"


def index_of(folder: Path) -> Path:
    """Where the index of an archive lies."""
    return folder / HIDDEN / _NAME


class Index:
    """Open for writing. Raises DocumentError when damaged, DiskError when it cannot be written."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, folder: Path, *, in_a_hurry: bool = False) -> Self:
        """Open the index of the archive `folder`, making it where it is missing.

        `in_a_hurry` is for an index that is made once more if the power is lost.
        """
        database = Database.open(
            index_of(folder), KIND
        )  # readers may be on other machines: no write-ahead log
        if in_a_hurry:
            database.connection.execute("PRAGMA synchronous = OFF")
        return cls(database)

    def put(self, path: str, transcript: Transcript) -> None:
        """Take in a transcript, in place of the one that had this path below the archive."""
        with self._database.writing() as connection:
            _forget(connection, path)
            _insert(connection, path, transcript)

    def forget(self, path: str) -> None:
        """Drop the transcript that had this path."""
        with self._database.writing() as connection:
            _forget(connection, path)

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _forget(connection: sqlite3.Connection, path: str) -> None:
    for (number,) in connection.execute(
        "SELECT id FROM programme WHERE path = ?", (indexed(path),)
    ).fetchall():
        bounds = (number * PER_PROGRAMME, (number + 1) * PER_PROGRAMME - 1)
        passages = connection.execute(_IN_RANGE, bounds).fetchall()
        connection.executemany(_OUT_OF_WORDS, map(_compared, passages))
        connection.execute("DELETE FROM passage WHERE id BETWEEN ? AND ?", bounds)
        connection.execute("DELETE FROM programme WHERE id = ?", (number,))


def _insert(connection: sqlite3.Connection, path: str, transcript: Transcript) -> None:
    recording = transcript.recording
    row = (
        indexed(path), transcript.title, show_of(path, transcript), transcript.published,
        _text(recording.path) if recording else None, recording.sha256 if recording else None,
        transcript.language, recording.duration if recording else None,
    )  # fmt: skip
    cursor = connection.execute(
        "INSERT INTO programme (path, title, show, published, media, sha256, language, duration) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row,
    )  # fmt: skip
    first = (cursor.lastrowid or 0) * PER_PROGRAMME
    passages: tuple[Paragraph | Utterance, ...] = (*transcript.paragraphs, *transcript.utterances)
    rows = [(first + n, *_passage(passage, transcript)) for n, passage in enumerate(passages[:PER_PROGRAMME])]
    connection.executemany(_ROW, rows)
    kept = connection.execute(_IN_RANGE, (first, first + PER_PROGRAMME - 1)).fetchall()
    connection.executemany(_INTO_WORDS, map(_compared, kept))


def _compared(row: tuple[int, str, str | None, str]) -> tuple[int, str, str, str]:
    """What the index keeps of a passage: its words as they are compared, which the text tells again."""
    number, text, speaker, marks = row
    return number, " ".join(words_of(text)), " ".join(words_of(speaker or "")), marks


def _passage(passage: Paragraph | Utterance, transcript: Transcript) -> tuple[object, ...]:
    speaker = next((s for s in transcript.speakers if s.label == passage.speaker), None)
    role = speaker.role if speaker else Role.UNKNOWN
    if isinstance(passage, Utterance):
        marks = [ALWAYS, role.value, UTTERANCE]
    else:
        marks = [ALWAYS, role.value, PARAGRAPH, *([QUOTED] if passage.quoted else [])]
    name = (speaker.name if speaker else None) or passage.speaker
    text = unicodedata.normalize("NFC", _text(passage.text))
    return passage.start, passage.end, name, role.value, " ".join(marks), text


def show_of(path: str, transcript: Transcript) -> str | None:
    """What the house's own systems call it; else the station, or the folder in which the transcript lies."""
    told = {name.casefold(): value for name, value in (transcript.metadata or {}).items()}
    if "show" in told:
        return _text(told["show"])
    if transcript.source and transcript.source.name:
        return transcript.source.name
    folder, slash, _ = path.partition("/")
    return _text(folder) if slash else None


def indexed(path: str) -> str:
    """A path as the index has it: letters with their marks as one, and nothing that is no character."""
    return _text(unicodedata.normalize("NFC", path))


def _text(text: str) -> str:
    """Without what SQLite cannot store: bytes of a name that are no characters."""
    return os.fsencode(text).decode("utf-8", errors="replace")
