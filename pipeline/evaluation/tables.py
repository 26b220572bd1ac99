"""Tables of turns and of words, values parted by tabs under a line of names."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import DocumentError
from pipeline.evaluation.untimed import in_order
from pipeline.storage.text_file import read_document
from pipeline.transcript.model import Utterance


def read_turns(path: Path) -> tuple[tuple[Utterance, ...], bool]:
    """Columns speaker and text, and start and end (seconds) if they are known; whether they are."""
    rows = list(_rows(path, ("speaker", "text")))
    if not all({"start", "end"} <= set(row) for _, row in rows):
        return in_order((row["speaker"], row["text"]) for _, row in rows), False
    said = []
    for number, row in rows:
        try:
            said.append(Utterance(_number(row["start"]), _number(row["end"]), row["speaker"], row["text"]))
        except ValueError as error:
            raise DocumentError(f"Line {number} of {str(path)!r}: {error}.") from None
    return tuple(said), True


def read_starts(path: Path) -> tuple[tuple[str, float], ...]:
    """Columns word and start (seconds)."""
    found = []
    for number, row in _rows(path, ("word", "start")):
        try:
            found.append((row["word"], _number(row["start"])))
        except ValueError as error:
            raise DocumentError(f"Line {number} of {str(path)!r}: {error}.") from None
    return tuple(found)


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    lines = read_document(path, "table").splitlines()
    table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    if not set(columns) <= set(table.fieldnames or ()):
        raise DocumentError(
            f"{str(path)!r} has not the columns {', '.join(columns)}.", hint="Name them in the first line."
        )
    for number, row in enumerate(table, start=2):
        if any(value is None for value in row.values()):
            raise DocumentError(f"Line {number} of {str(path)!r} is too short.")
        yield number, row


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        raise ValueError(f"{text!r} is no number of seconds") from None
    if not math.isfinite(number):
        raise ValueError(f"{text!r} is no number of seconds")
    return number
