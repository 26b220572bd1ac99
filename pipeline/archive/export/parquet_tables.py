"""Tables as Parquet, a file each, for pandas, DuckDB, Spark and their like; pyarrow writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from pipeline.archive.export.tables import Row, columns
from pipeline.errors import DiskError, MissingToolError
from pipeline.storage.atomic import replacing

_GROUP = 50_000
"""Rows that are held before they are written together."""


class _Files:
    def __init__(self, arrow: Any, writers: dict[str, Any]) -> None:
        self._arrow = arrow
        self._writers = writers
        self._waiting: dict[str, list[Row]] = {table: [] for table in writers}

    def put(self, table: str, rows: Iterable[Row]) -> None:
        """Keep the rows until there are enough."""
        self._waiting[table] += rows
        if len(self._waiting[table]) >= _GROUP:
            self._write(table)

    def finish(self) -> None:
        """Write what waits."""
        for table in self._writers:
            self._write(table)

    def _write(self, table: str) -> None:
        waiting, self._waiting[table] = self._waiting[table], []
        held = [dict(zip(columns(table), row, strict=True)) for row in waiting]
        schema = self._writers[table].schema
        self._writers[table].write_table(self._arrow.Table.from_pylist(held, schema=schema))


@contextmanager
def open_parquet(folder: Path, tables: tuple[str, ...]) -> Iterator[_Files]:
    """Raises MissingToolError without pyarrow, OutputError."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise MissingToolError(
            "Parquet needs pyarrow.", hint="`pip install 'broadcast-pipeline[parquet]'`."
        ) from None
    types = {str: pyarrow.string(), float: pyarrow.float64(), bool: pyarrow.bool_()}
    try:
        with ExitStack() as stack:
            writers = {}
            for table in tables:
                place = stack.enter_context(replacing(folder / f"{table}.parquet"))
                schema = pyarrow.schema([(name, types[kind]) for name, kind in columns(table).items()])
                writers[table] = stack.enter_context(parquet.ParquetWriter(str(place), schema))
            files = _Files(pyarrow, writers)
            yield files
            files.finish()
    except pyarrow.ArrowException as error:
        raise DiskError(f"Cannot write to {str(folder)!r}: {error}.", hint="Is the disk full?") from None
