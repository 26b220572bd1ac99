"""The batch's memory: one row a recording, in SQLite, written by one process only."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Self

from pipeline.archive.database import Database, Kind, is_local
from pipeline.errors import DiskError
from pipeline.media.scan import MediaFile


class State(StrEnum):
    """How far a recording is."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One recording, by its name below the source folder.

    `size`, `modified` (nanoseconds) and `digest` (SHA-256) say which content the rest is about; 0 and None
    where that is not known. `asked` stands for all that was asked for, None for whatever there is.
    """

    name: str
    size: int = 0
    modified: int = 0
    digest: str | None = None
    duration: float | None = None
    """Seconds of sound."""
    state: State = State.WAITING
    asked: str | None = None
    base: str | None = None
    """Path of the results below the archive, without ending."""
    written: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Results by their path below the archive, with the SHA-256 of every content that we may have left
    there. A file with another one was changed by somebody else."""
    code: int | None = None
    message: str | None = None
    """Why it failed."""
    deaths: int = 0
    """How many workers died over it."""
    seconds: float | None = None
    """What the work took when it was last heard; what was only written anew took next to nothing."""
    finished: str | None = None
    sizes: Mapping[str, int] = field(default_factory=dict)
    """Bytes of each result as it was left; what has as many is taken to be whole without reading it."""
    edits: int = 0
    """How many corrections by people the transcript had then."""

    def is_of(self, file: MediaFile) -> bool:
        """Whether `file` is, to all appearances, still the content that this is about."""
        return (self.size, self.modified) == (file.size, file.modified)


_COLUMNS = tuple(column.name for column in fields(JournalEntry))
"""What came later stands last, as in the tables to which it was added."""
_KIND = Kind(
    name="journal",
    schema=f"CREATE TABLE item ({_COLUMNS[0]} BLOB PRIMARY KEY, {', '.join(_COLUMNS[1:])}) WITHOUT ROWID",
    version=2,
    steps={1: "ALTER TABLE item ADD COLUMN sizes DEFAULT '{}'; ALTER TABLE item ADD COLUMN edits DEFAULT 0"},
    way_out="A run of `pipeline batch` makes it anew from the transcripts.",
)
_ALL = "SELECT * FROM item"
_FORGET = "DELETE FROM item WHERE name = ?"
_PUT = f"INSERT OR REPLACE INTO item VALUES ({', '.join('?' * len(_COLUMNS))})"


class Journal:
    """Rows are written through at once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open, making it where it is missing. Raises DocumentError when damaged, DiskError on a bad disk."""
        database = Database.open(path, _KIND, write_ahead=is_local(path))
        try:
            with database.checking() as connection:
                (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
                if verdict != "ok":
                    raise sqlite3.DatabaseError(verdict)
        except BaseException:
            database.close()
            raise
        return cls(database)

    @staticmethod
    def read(path: Path) -> dict[str, JournalEntry]:
        """Everything known, by name, without writing: a run may be going on, the folder may be read-only.

        Raises DocumentError when it is damaged.
        """
        with Database.reading(path, _KIND, write_ahead=is_local(path)) as connection:
            return _items(connection)

    def items(self) -> dict[str, JournalEntry]:
        """Everything known, by name. Raises DocumentError when it cannot be read."""
        with self._database.checking() as connection:
            return _items(connection)

    def put(self, *items: JournalEntry) -> None:
        """Write rows, all or none. Raises DiskError."""
        with self._database.writing() as connection:
            connection.executemany(_PUT, [_row(item) for item in items])

    def rename(self, name: str, item: JournalEntry) -> None:
        """Write `item` in place of the one with this name. Raises DiskError."""
        with self._database.writing() as connection:
            connection.execute(_FORGET, (os.fsencode(name),))
            connection.execute(_PUT, _row(item))

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def set_aside(path: Path) -> Path:
    """Give a damaged journal another name, with what belongs to it. Raises DiskError."""
    away = path.with_name(f"{path.stem}.damaged-{datetime.now(UTC):%Y%m%dT%H%M%S}{path.suffix}")
    try:
        path.replace(away)
        for companion in ("-wal", "-shm", "-journal"):
            path.with_name(path.name + companion).unlink(missing_ok=True)
    except OSError as error:
        raise DiskError(f"Cannot set aside {str(path)!r}: {error.strerror}.") from None
    return away


def _items(connection: sqlite3.Connection) -> dict[str, JournalEntry]:
    rows = connection.execute(_ALL)
    columns = [column for column, *_ in rows.description]
    try:
        return {item.name: item for item in (_item(dict(zip(columns, row, strict=True))) for row in rows)}
    except (TypeError, KeyError, ValueError, AttributeError, RecursionError) as error:  # a byte was changed
        raise sqlite3.DatabaseError(f"a row of another form ({error})") from None


def _row(item: JournalEntry) -> tuple[object, ...]:
    values = {column: getattr(item, column) for column in _COLUMNS}
    # File names are bytes: not all of them are text.
    values |= {"name": os.fsencode(item.name), "base": item.base and os.fsencode(item.base)}
    written = {name: list(digests) for name, digests in item.written.items()}
    values |= {"written": json.dumps(written), "sizes": json.dumps(dict(item.sizes))}
    return tuple(values.values())


def _item(values: dict[str, object]) -> JournalEntry:
    name, base, written = values["name"], values["base"], values["written"]
    if not isinstance(name, bytes) or not isinstance(written, str):
        raise sqlite3.DatabaseError("a row of another form")
    values["name"] = os.fsdecode(name)
    values["base"] = os.fsdecode(base) if isinstance(base, bytes) else None
    values["state"] = State(str(values["state"]))
    values["written"] = {path: tuple(digests) for path, digests in json.loads(written).items()}
    values["sizes"] = json.loads(str(values.get("sizes", "{}")))
    return JournalEntry(**values)  # type: ignore[arg-type]  # the columns are the fields; the row comes from _row
