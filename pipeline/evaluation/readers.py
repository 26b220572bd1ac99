"""Files of either side: a transcript, a reference in one of the field's forms, or a folder of them."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.engines.diarization import Turn
from pipeline.errors import DocumentError, InputError
from pipeline.evaluation.json_reference import read_json
from pipeline.evaluation.sample import Sample, in_order
from pipeline.storage.text_file import read_document
from pipeline.transcript.model import Role, Utterance


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


def read_materials(path: Path) -> dict[str, Sample]:
    """What `path` holds, by name: a file, a folder, or the beginning all files of one recording share.

    Files of a folder that have the same name up to the first point are about the same recording. Raises
    InputError when there is nothing to read, DocumentError for a file that is not in its form.
    """
    if path.is_file():
        return {_stem(path): _read(path, Sample(_stem(path)))}
    folder, wanted = (path, None) if path.is_dir() else (path.parent, path.name)
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    found: dict[str, Sample] = {}
    for file in files:
        stem = _stem(file)
        if _reader(file) is not None and (wanted is None or stem == wanted):
            found[stem] = _read(file, found.get(stem, Sample(stem)))
    if not found:
        raise InputError(
            f"There is nothing to compare at {str(path)!r}.",
            hint="Give a transcript (.json), a reference (.txt, .rttm, .turns.tsv), or a folder of them.",
        )
    return found


def _stem(path: Path) -> str:
    return path.name.split(".")[0]


def _read(path: Path, known: Sample) -> Sample:
    reader = _reader(path)
    if reader is None:
        raise InputError(
            f"{str(path)!r} cannot be compared.",
            hint="Give .json, .txt, .rttm, .turns.tsv, .words.tsv or a folder.",
        )
    return reader(path, known)


def _reader(path: Path) -> Callable[[Path, Sample], Sample] | None:
    for ending, reader in _READERS.items():
        if path.name.endswith(ending) and path.name.count(".") == ending.count("."):
            return reader
    return None


def _words(path: Path, known: Sample) -> Sample:
    if known.paragraphs is not None:  # a transcript, whose article or text lies beside it
        return known
    return replace(known, words=read_document(path, "text"))


def _rttm(path: Path, known: Sample) -> Sample:
    turns = []
    for number, line in enumerate(read_document(path, "RTTM file").splitlines(), start=1):
        fields = line.split()
        if not fields or fields[0] != "SPEAKER":
            continue
        try:
            start, length, label = float(fields[3]), float(fields[4]), fields[7]
            turns.append(Turn(start, start + length, label))
        except (IndexError, ValueError):
            raise DocumentError(
                f"Line {number} of {str(path)!r} is no RTTM line.",
                hint="As in 'SPEAKER name 1 12.30 4.10 <NA> <NA> label <NA> <NA>'.",
            ) from None
    return replace(known, turns=tuple(turns))


def _turns(path: Path, known: Sample) -> Sample:
    said, timed = read_turns(path)
    return replace(known, said=said, timed=timed)


def _starts(path: Path, known: Sample) -> Sample:
    return replace(known, starts=read_starts(path))


def _meta(path: Path, known: Sample) -> Sample:
    roles = read_json(path, known).roles
    return replace(known, roles={label: role for label, role in roles.items() if role is not Role.UNKNOWN})


_READERS: dict[str, Callable[[Path, Sample], Sample]] = {
    ".turns.tsv": _turns,
    ".words.tsv": _starts,
    ".meta.json": _meta,
    ".json": read_json,
    ".rttm": _rttm,
    ".txt": _words,
}
"""The endings of files that are read; others are passed over in a folder."""
