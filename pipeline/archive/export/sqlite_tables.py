"""Tables as a SQLite database, one file, with an index by programme."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pipeline.archive.export.tables import Row, columns
from pipeline.errors import DiskError
from pipeline.storage.atomic import replacing

DATABASE = "archive.sqlite3"
_TYPES = {str: "TEXT", float: "REAL", bool: "INTEGER"}


class _Database:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, table: str, rows: Iterable[Row]) -> None:
        """Insert the rows."""
        places = ", ".join("?" * len(columns(table)))
        self._connection.executemany(f"INSERT INTO {table} VALUES ({places})", map(_storable, rows))


@contextmanager
def open_sqlite(folder: Path, tables: tuple[str, ...]) -> Iterator[_Database]:
    """Raises OutputError."""
    path = folder / DATABASE
    try:
        with replacing(path) as place, closing(sqlite3.connect(place)) as connection:
            for table in tables:
                named = ", ".join(f'"{name}" {_TYPES[kind]}' for name, kind in columns(table).items())
                connection.execute(f"CREATE TABLE {table} ({named})")
            yield _Database(connection)
            for table in tables:
                if "programme" in columns(table):
                    connection.execute(f"CREATE INDEX {table}_programme ON {table} (programme)")
            connection.commit()
    except sqlite3.Error as error:
        raise DiskError(f"Cannot write to {str(path)!r}: {error}.", hint="Is the disk full?") from None


def _storable(row: Row) -> Row:
    """Half a surrogate pair, as in a name that is no text, cannot be stored."""
    return tuple(
        one.encode("utf-8", "replace").decode("utf-8") if isinstance(one, str) else one for one in row
    )
