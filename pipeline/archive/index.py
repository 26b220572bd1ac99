"""The search index of an archive: written by one process at a time, rebuilt from transcripts at any time."""

from __future__ import annotations

import os
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from pipeline.archive.place import HIDDEN, transcripts_of
from pipeline.archive.query import ALWAYS, PARAGRAPH, QUOTED, UTTERANCE
from pipeline.archive.spelling import indexed
from pipeline.errors import DiskError, DocumentError
from pipeline.serialize import from_json
from pipeline.types import Paragraph, Role, Transcript, Utterance

VERSION = 1
_NAME = "index.sqlite3"
_PATIENCE = 30.0
PER_PROGRAMME = 1 << 20
"""Numbers of passages that each programme has room for; a passage's number tells its programme."""
_SCHEMA = """
CREATE TABLE programme (
    id INTEGER PRIMARY KEY, path TEXT UNIQUE NOT NULL, title TEXT, show TEXT, published TEXT,
    media TEXT, sha256 TEXT, language TEXT, duration REAL
);
CREATE TABLE passage (
    id INTEGER PRIMARY KEY, start REAL, end REAL, speaker TEXT, role TEXT, marks TEXT, text TEXT
);
CREATE VIRTUAL TABLE words USING fts5 (
    text, speaker, marks, content=passage, content_rowid=id, tokenize="unicode61 remove_diacritics 2"
);
"""
_ROW = "INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?)"
_INTO_WORDS = (
    "INSERT INTO words (rowid, text, speaker, marks) "
    "SELECT id, text, speaker, marks FROM passage WHERE id BETWEEN ? AND ?"
)
_OUT_OF_WORDS = (
    "INSERT INTO words (words, rowid, text, speaker, marks) "
    "SELECT 'delete', id, text, speaker, marks FROM passage WHERE id BETWEEN ? AND ?"
)


def index_of(folder: Path) -> Path:
    """Where the index of an archive lies."""
    return folder / HIDDEN / _NAME


class Index:
    """Open for writing. Raises DocumentError when damaged, DiskError when it cannot be written."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the index of the archive `folder`, making it where it is missing."""
        path = index_of(folder)
        with explained(path):
            connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
            try:
                _prepare(connection, path)
            except BaseException:
                connection.close()
                raise
        return cls(connection, path)

    def put(self, path: str, transcript: Transcript) -> None:
        """Take in a transcript, in place of the one that had this path below the archive."""
        with self._writing():
            self._forget(path)
            self._insert(path, transcript)

    def forget(self, path: str) -> None:
        """Drop the transcript that had this path."""
        with self._writing():
            self._forget(path)

    def close(self) -> None:
        """Close the file."""
        with suppress(sqlite3.Error):
            self._connection.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with explained(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise

    def _forget(self, path: str) -> None:
        for (number,) in self._connection.execute(
            "SELECT id FROM programme WHERE path = ?", (_key(path),)
        ).fetchall():
            bounds = (number * PER_PROGRAMME, (number + 1) * PER_PROGRAMME - 1)
            self._connection.execute(_OUT_OF_WORDS, bounds)
            self._connection.execute("DELETE FROM passage WHERE id BETWEEN ? AND ?", bounds)
            self._connection.execute("DELETE FROM programme WHERE id = ?", (number,))

    def _insert(self, path: str, transcript: Transcript) -> None:
        recording = transcript.recording
        row = (
            _key(path), transcript.title, _show(path, transcript), transcript.published,
            _text(recording.path) if recording else None, recording.sha256 if recording else None,
            transcript.language, recording.duration if recording else None,
        )  # fmt: skip
        cursor = self._connection.execute(
            "INSERT INTO programme (path, title, show, published, media, sha256, language, duration) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row,
        )  # fmt: skip
        first = (cursor.lastrowid or 0) * PER_PROGRAMME
        passages: tuple[Paragraph | Utterance, ...] = (*transcript.paragraphs, *transcript.utterances)
        rows = [
            (first + n, *_passage(passage, transcript)) for n, passage in enumerate(passages[:PER_PROGRAMME])
        ]
        self._connection.executemany(_ROW, rows)
        self._connection.execute(_INTO_WORDS, (first, first + PER_PROGRAMME - 1))


def rebuild(folder: Path, progress: Callable[[int], None] = lambda _: None) -> tuple[int, tuple[str, ...]]:
    """Make the index anew from the transcripts; how many there are, and what could not be read.

    `progress` is called with the number of transcripts done. Other JSON files are passed by.
    """
    path = index_of(folder)
    try:
        path.parent.mkdir(exist_ok=True)
        for name in (path.name, f"{path.name}-journal"):
            path.with_name(name).unlink(missing_ok=True)
    except OSError as error:
        raise DiskError(f"Cannot write to {str(path)!r}: {(error.strerror or '').lower()}.") from None
    index, count, damaged = Index.open(folder), 0, []
    try:
        index._connection.execute("PRAGMA synchronous = OFF")  # what is lost with the power is made once more
        for found in transcripts_of(folder):
            try:
                transcript = from_json(found.read_bytes(), str(found))
            except (DocumentError, OSError) as error:
                if b"broadcast-transcript" in _beginning(found):
                    damaged.append(str(error))
                continue
            index.put(found.relative_to(folder).as_posix(), transcript)
            count += 1
            progress(count)
    finally:
        index.close()
    return count, tuple(damaged)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """SQLite's errors in our own words."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise DiskError(
            f"The search index {str(path)!r} cannot be used: {error}.",
            hint="Is the disk full or read-only, or does another program hold the file?",
        ) from None
    except sqlite3.DatabaseError as error:
        raise DocumentError(
            f"The search index {str(path)!r} is damaged: {error}.", hint="Make it anew with --rebuild."
        ) from None


def check_version(connection: sqlite3.Connection, path: Path) -> int:
    """The version of the index, 0 for an empty file. Raises DocumentError for one that we do not read."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version not in (0, VERSION):
        raise DocumentError(
            f"The search index {str(path)!r} is of another version of this program.",
            hint="Make it anew with --rebuild.",
        )
    return int(version)


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    # Readers on other machines share no memory with us, so no write-ahead log.
    connection.execute("PRAGMA journal_mode = DELETE")
    if check_version(connection, path) == 0:
        connection.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")


def _passage(passage: Paragraph | Utterance, transcript: Transcript) -> tuple[object, ...]:
    speaker = next((s for s in transcript.speakers if s.label == passage.speaker), None)
    role = speaker.role if speaker else Role.UNKNOWN
    if isinstance(passage, Utterance):
        marks = [ALWAYS, role.value, UTTERANCE]
    else:
        marks = [ALWAYS, role.value, PARAGRAPH, *([QUOTED] if passage.quoted else [])]
    name = (speaker.name if speaker else None) or passage.speaker
    text = indexed(_text(passage.text))
    return passage.start, passage.end, name, role.value, " ".join(marks), text


def _show(path: str, transcript: Transcript) -> str | None:
    """The station; else the folder in which the transcript lies."""
    if transcript.source and transcript.source.name:
        return transcript.source.name
    folder, slash, _ = path.partition("/")
    return _text(folder) if slash else None


def _key(path: str) -> str:
    return _text(unicodedata.normalize("NFC", path))


def _text(text: str) -> str:
    """Without what SQLite cannot store: bytes of a name that are no characters."""
    return os.fsencode(text).decode("utf-8", errors="replace")


def _beginning(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(4096)
    except OSError:
        return b""
