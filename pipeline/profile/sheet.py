"""A spreadsheet of what is known of recordings beforehand: a row each, as a media asset system exports it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import StringIO
from pathlib import Path, PurePosixPath

from pipeline.errors import DocumentError
from pipeline.storage.text_file import read_document
from pipeline.transcript.dates import normal_published
from pipeline.transcript.moment import length_of

_NAMES = ("path", "file", "filename", "file_name", "id", "asset_id", "name")
"""Columns that may say which recording a row is of; the first of these that there is does."""
_MEANT: Mapping[str, str] = {
    "title": "title", "headline": "title",
    "published": "published", "date": "published",
    "station": "source", "source": "source",
    "url": "url",
}  # fmt: skip
"""Columns that become head and foot of the article; the others are kept as they are."""
_DURATION = "duration"
_SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """What is known of a recording. `others` are further columns that are not empty, by their names."""

    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None
    others: tuple[tuple[str, str], ...] = ()

    @property
    def duration(self) -> float | None:
        """Seconds that the recording should last, of the column of that name, where it holds a length."""
        told = next((value for name, value in self.others if name.lower() == _DURATION), None)
        with suppress(ValueError):
            return length_of(told) or None if told else None
        return None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows by what names their recording: its path, its name, or its name without ending."""

    rows: Mapping[str, SheetRow]

    def of(self, name: str) -> SheetRow | None:
        """The row of the recording with this path below its folder; None where there is none."""
        path = PurePosixPath(name)
        ways = (path, path.with_suffix(""), PurePosixPath(path.name), PurePosixPath(path.stem))
        return next((self.rows[key] for way in ways if (key := _key(str(way))) in self.rows), None)

    def without_recording(self, names: Iterable[str]) -> tuple[str, ...]:
        """What its rows name that is none of these recordings, in order."""
        used = {id(row) for name in names if (row := self.of(name))}
        return tuple(key for key, row in self.rows.items() if id(row) not in used)


def read_sheet(path: Path) -> Sheet:
    """Read a CSV file, parted by commas, semicolons or tabs, whose first line names the columns.

    Raises InputError for a file that cannot be read, DocumentError for one that is no such table, names a
    recording twice, or holds a date that is none.
    """
    heads, *lines = _lines(path) or [(1, [])]
    titles = [head.strip() for head in heads[1]]
    known = {head.lower().replace(" ", "_"): number for number, head in reversed(list(enumerate(titles)))}
    name = next((known[one] for one in _NAMES if one in known), None)
    if name is None:
        raise DocumentError(
            f"The sheet {path} does not say which recordings it is of.",
            hint="Its first line names the columns; one of them is `path`, `file` or `id`.",
        )
    rows: dict[str, SheetRow] = {}
    for number, line in lines:
        key = _key(line[name]) if name < len(line) else ""
        if not key:
            continue
        if key in rows:
            raise DocumentError(f"Line {number} of the sheet {path} names {line[name]!r} once more.")
        rows[key] = _row(titles, line, name, f"Line {number} of the sheet {path}")
    return Sheet(rows)


def _lines(path: Path) -> list[tuple[int, list[str]]]:
    """Those that hold something, with the number of the last line of each: cells may have line breaks."""
    text = read_document(path, "sheet")
    separator = max(_SEPARATORS, key=text.split("\n", 1)[0].count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    try:
        return [(reader.line_num, line) for line in reader if any(map(str.strip, line))]
    except csv.Error as error:
        raise DocumentError(f"Line {reader.line_num} of the sheet {path} is no table: {error}.") from None


def _key(text: str) -> str:
    """A name however it is written: with backslashes, in capitals, with `./` before it."""
    return text.strip().replace("\\", "/").removeprefix("./").casefold()


def _row(heads: Sequence[str], line: Sequence[str], name: int, where: str) -> SheetRow:
    told: dict[str, str] = {}
    others: dict[str, str] = {}
    for number, (head, cell) in enumerate(zip(heads, line, strict=False)):
        value, meant = " ".join(cell.split()), _MEANT.get(head.lower())
        if not value or (number == name and meant is None and head.lower() != "id"):
            continue
        if meant is None:
            others[head or f"column {number + 1}"] = value
        else:
            told.setdefault(meant, value)
    if "published" in told:
        normal = normal_published(told["published"])
        if normal is None:
            raise DocumentError(
                f"{where} has no date in {told['published']!r}.", hint="Dates look like 2025-02-04 20:00."
            )
        told["published"] = normal
    return SheetRow(**told, others=tuple(others.items()))
