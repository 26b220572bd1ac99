"""In what condition results are: whole, corrected by people, gone or damaged; most are not read for that."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.archive.digest import digest_of
from pipeline.archive.journal import JournalEntry
from pipeline.corrections.apply import without_edits
from pipeline.errors import DocumentError
from pipeline.formats.beside import begins_as
from pipeline.storage.regular_file import read_regular
from pipeline.transcript.json_file import from_json
from pipeline.transcript.marks import is_changed
from pipeline.transcript.model import Paragraph, Speaker, Utterance


class Harm(StrEnum):
    """What has happened to a result, in words that follow its name."""

    GONE = "is gone"
    EMPTY = "is empty"
    DAMAGED = "is cut off or damaged"


@dataclass(frozen=True, slots=True)
class Damage:
    """A result, by its path below the archive, that has to be made again."""

    path: str
    harm: Harm

    def __str__(self) -> str:
        return f"{self.path} {self.harm}"


@dataclass(frozen=True, slots=True)
class Condition:
    """Of a recording's results; `edits` counts what people changed in its transcript."""

    damages: tuple[Damage, ...] = ()
    edits: int = 0


def condition_of(folder: Path, item: JournalEntry, names: Iterable[str]) -> Condition:
    """The condition of those of an item's results that are `names`, by their path below `folder`.

    What has the size with which it was left is whole. What has another one may have been changed by people:
    it is damaged where it holds nothing, is a transcript that cannot be read, or is the beginning of what it
    would be and stops within a line.
    """
    transcript = f"{item.base}.json"
    known = [name for name in names if name in item.written]
    damages = tuple(_damages(folder, item, transcript, known))
    if any(damage.path == transcript for damage in damages):
        return Condition(damages)
    return Condition(damages, _edits(folder / transcript, item, transcript))


def _damages(folder: Path, item: JournalEntry, transcript: str, names: Iterable[str]) -> Iterator[Damage]:
    for name in names:
        path = folder / name
        try:
            size = path.stat().st_size
        except (FileNotFoundError, NotADirectoryError):
            yield Damage(name, Harm.GONE)
            continue
        except OSError:
            continue  # whoever has to write there will say it better
        if size == item.sizes.get(name):
            continue
        if not size:
            yield Damage(name, Harm.EMPTY)
        elif _is_cut(path, folder / transcript, item.written[name]):
            yield Damage(name, Harm.DAMAGED)


def _is_cut(path: Path, transcript: Path, ours: tuple[str, ...]) -> bool:
    try:
        data = read_regular(path)
    except OSError:
        return False
    if digest_of(data) in ours:
        return False
    if path == transcript:
        return _parsed(data) is None
    if data.endswith(b"\n"):
        return False
    try:
        found = from_json(read_regular(transcript))
    except (DocumentError, OSError):
        return False
    return begins_as(path, data, (found, without_edits(found)))


def _edits(path: Path, item: JournalEntry, name: str) -> int:
    """What people have changed in a transcript; what is known of it where it is as it was left."""
    ours = item.written.get(name, ())
    try:
        if path.stat().st_size == item.sizes.get(name):
            return item.edits
        data = read_regular(path)
    except OSError:
        return 0
    if digest_of(data) in ours:
        return item.edits
    document = _parsed(data)
    edits = document.get("edits") if isinstance(document, dict) else None
    if isinstance(edits, list) and edits:
        return len(edits)
    try:
        found = from_json(data)
    except DocumentError:
        return 0
    parts: tuple[Speaker | Utterance | Paragraph, ...]
    parts = (*found.speakers, *found.utterances, *found.paragraphs)
    return sum(map(is_changed, parts))


def _parsed(data: bytes) -> object | None:
    try:
        parsed: object = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return parsed
