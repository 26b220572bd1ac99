"""Tables as text: a file each, `words.csv` or `words.jsonl`."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

from pipeline.archive.export.tables import Row, columns
from pipeline.storage.atomic import replacing
from pipeline.text.spreadsheet import cell

_Line = Callable[[TextIO, str, Row], None]


class _Files:
    def __init__(self, files: dict[str, TextIO], line: _Line) -> None:
        self._files = files
        self._line = line

    def put(self, table: str, rows: Iterable[Row]) -> None:
        """Append a line for each row."""
        for row in rows:
            self._line(self._files[table], table, row)


@contextmanager
def open_csv(folder: Path, tables: tuple[str, ...]) -> Iterator[_Files]:
    """With a header line; no cell is taken for a formula. Raises OutputError."""
    with _opened(folder, tables, ".csv") as files:
        for table, file in files.items():
            csv.writer(file, lineterminator="\n").writerow(columns(table))
        yield _Files(files, _csv_line)


@contextmanager
def open_jsonl(folder: Path, tables: tuple[str, ...]) -> Iterator[_Files]:
    """An object on each line. Raises OutputError."""
    with _opened(folder, tables, ".jsonl") as files:
        yield _Files(files, _json_line)


@contextmanager
def _opened(folder: Path, tables: tuple[str, ...], ending: str) -> Iterator[dict[str, TextIO]]:
    with ExitStack() as stack:
        places = {table: stack.enter_context(replacing(folder / f"{table}{ending}")) for table in tables}
        yield {
            table: stack.enter_context(place.open("w", encoding="utf-8", errors="replace", newline=""))
            for table, place in places.items()
        }


def _csv_line(file: TextIO, _table: str, row: Row) -> None:
    csv.writer(file, lineterminator="\n").writerow(map(cell, row))


def _json_line(file: TextIO, table: str, row: Row) -> None:
    file.write(json.dumps(dict(zip(columns(table), row, strict=True)), ensure_ascii=False) + "\n")
