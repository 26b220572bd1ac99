"""The batch's memory: one row a recording, in SQLite, written by one process only."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field, fields
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

    def is_of(self, file: MediaFile) -> bool:
        """Whether `file` is, to all appearances, still the content that this is about."""
        return (self.size, self.modified) == (file.size, file.modified)


_COLUMNS = tuple(column.name for column in fields(JournalEntry))
_KIND = Kind(
    name="journal",
    schema=f"CREATE TABLE item ({_COLUMNS[0]} BLOB PRIMARY KEY, {', '.join(_COLUMNS[1:])}) WITHOUT ROWID",
    version=1,
    way_out="A run of `pipeline batch` makes it anew from the transcripts.",
)
_ALL = "SELECT * FROM item"
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
    return {item.name: item for item in map(_item, connection.execute(_ALL))}


def _row(item: JournalEntry) -> tuple[object, ...]:
    values = dict(zip(_COLUMNS, astuple(item), strict=True))
    # File names are bytes: not all of them are text.
    values |= {"name": os.fsencode(item.name), "base": item.base and os.fsencode(item.base)}
    written = {name: list(digests) for name, digests in item.written.items()}
    return tuple((values | {"written": json.dumps(written)}).values())


def _item(row: tuple[object, ...]) -> JournalEntry:
    values = dict(zip(_COLUMNS, row, strict=True))
    name, base, written = values["name"], values["base"], values["written"]
    if not isinstance(name, bytes) or not isinstance(written, str):
        raise sqlite3.DatabaseError("a row of another form")
    values["name"] = os.fsdecode(name)
    values["base"] = os.fsdecode(base) if isinstance(base, bytes) else None
    values["state"] = State(str(values["state"]))
    values["written"] = {path: tuple(digests) for path, digests in json.loads(written).items()}
    return JournalEntry(**values)  # type: ignore[arg-type]  # the columns are the fields; the row comes from _row
