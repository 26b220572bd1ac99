"""The batch's memory: one row a recording, in SQLite, written by one process only."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import astuple, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Self
from urllib.parse import quote

from pipeline.batch.item import Item, State
from pipeline.batch.network import is_local
from pipeline.errors import DiskError, DocumentError

_VERSION = 1
_COLUMNS = tuple(column.name for column in fields(Item))
_SCHEMA = f"CREATE TABLE item ({_COLUMNS[0]} BLOB PRIMARY KEY, {', '.join(_COLUMNS[1:])}) WITHOUT ROWID"
_PUT = f"INSERT OR REPLACE INTO item VALUES ({', '.join('?' * len(_COLUMNS))})"
_PATIENCE = 30.0
"""Seconds to wait for a reader, such as a backup, to let go of the file."""


class Journal:
    """Rows are written through at once: what `put` returned from survives the loss of power."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open, making it where it is missing. Raises DocumentError when damaged, DiskError on a bad disk."""
        with _explained(path):
            connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
            try:
                _prepare(connection, path)
            except BaseException:
                connection.close()
                raise
        return cls(connection, path)

    @classmethod
    def read(cls, path: Path) -> dict[str, Item]:
        """Everything known, by name, without writing: a run may be going on, the folder may be read-only.

        Raises DocumentError when it is damaged.
        """
        still = not path.with_name(f"{path.name}-wal").exists()
        uri = f"file:{quote(str(path.absolute()))}?mode=ro{'&immutable=1' if still else ''}"
        with _explained(path), closing(sqlite3.connect(uri, uri=True, timeout=_PATIENCE)) as connection:
            return cls(connection, path).items()

    def items(self) -> dict[str, Item]:
        """Everything known, by name. Raises DocumentError when it cannot be read."""
        with _explained(self._path):
            rows = self._connection.execute("SELECT * FROM item").fetchall()
            return {item.name: item for item in map(_item, rows)}

    def put(self, *items: Item) -> None:
        """Write rows, all or none. Raises DiskError."""
        with _explained(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._connection.executemany(_PUT, [_row(item) for item in items])
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # the disk may be full for this too; the first error counts
                    self._connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close the file; a closed journal is one file again, not three."""
        with suppress(sqlite3.Error):
            self._connection.close()


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


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    # Write-ahead logging needs memory that all readers share: a network folder has none.
    connection.execute(f"PRAGMA journal_mode = {'WAL' if is_local(path) else 'DELETE'}")
    connection.execute("PRAGMA synchronous = FULL")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == 0:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(_SCHEMA)
        connection.execute(f"PRAGMA user_version = {_VERSION}")
        connection.execute("COMMIT")
    elif version != _VERSION:
        raise DocumentError(
            f"{str(path)!r} was written by another version of this program.",
            hint="Use that version, or a newer one.",
        )
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise sqlite3.DatabaseError(verdict)


def _row(item: Item) -> tuple[object, ...]:
    values = dict(zip(_COLUMNS, astuple(item), strict=True))
    # File names are bytes: not all of them are text.
    values |= {"name": os.fsencode(item.name), "base": item.base and os.fsencode(item.base)}
    written = {name: list(digests) for name, digests in item.written.items()}
    return tuple((values | {"written": json.dumps(written)}).values())


def _item(row: tuple[object, ...]) -> Item:
    values = dict(zip(_COLUMNS, row, strict=True))
    name, base, written = values["name"], values["base"], values["written"]
    if not isinstance(name, bytes) or not isinstance(written, str):
        raise sqlite3.DatabaseError("a row of another form")
    values["name"] = os.fsdecode(name)
    values["base"] = os.fsdecode(base) if isinstance(base, bytes) else None
    values["state"] = State(str(values["state"]))
    values["written"] = {path: tuple(digests) for path, digests in json.loads(written).items()}
    return Item(**values)  # type: ignore[arg-type]  # the columns are the fields; the row comes from _row


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """SQLite's errors in our own words."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise DiskError(
            f"The journal {str(path)!r} cannot be used: {error}.",
            hint="Is the disk full or read-only, or does another program hold the file?",
        ) from None
    except (sqlite3.DatabaseError, ValueError) as error:
        raise DocumentError(f"The journal {str(path)!r} is damaged: {error}.") from None
