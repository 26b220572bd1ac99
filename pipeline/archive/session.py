"""An archive opened for writing: by one run at a time, with its journal and what it keeps."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from pipeline.archive.database import is_made
from pipeline.archive.index import Index, index_of
from pipeline.archive.journal import Journal, JournalEntry, State, set_aside
from pipeline.archive.layout import HIDDEN, transcripts_of
from pipeline.archive.rebuild import rebuild
from pipeline.archive.stage_cache import StageCache
from pipeline.errors import DiskError, DocumentError, InputError, OutputError
from pipeline.formats import FORMATS
from pipeline.storage.atomic import prepare_folder, sweep
from pipeline.storage.lock import exclusive
from pipeline.storage.regular_file import read_regular
from pipeline.transcript.json_file import from_json
from pipeline.transcript.recording import Recording


def items_of(folder: Path, source: Path) -> Iterator[JournalEntry]:
    """An item for every transcript of a recording in `source`.

    What was asked for and whether somebody edited the results is not known: they count as asked for, and
    nothing replaces them unless that is said.
    """
    for path in transcripts_of(folder):
        try:
            recording = from_json(read_regular(path), str(path)).recording
        except (DocumentError, OSError):
            continue
        name = _name(recording, source) if recording else None
        if recording and name:
            base = path.relative_to(folder).with_suffix("").as_posix()
            files = (f"{base}{form.suffix}" for form in FORMATS.values())
            yield JournalEntry(
                name=name,
                digest=recording.sha256,
                duration=recording.duration,
                state=State.DONE,
                base=base,
                written={file: () for file in files if (folder / file).exists()},
            )


def _name(recording: Recording, source: Path) -> str | None:
    try:
        return Path(recording.path).resolve().relative_to(source.resolve()).as_posix()
    except (OSError, ValueError):
        return None


_JOURNAL = "journal.sqlite3"
_STAGES = "stages"
_LOCK = "lock"
_HOLDER = "lock.txt"


@dataclass(frozen=True, slots=True)
class OpenArchive:
    """What a run works with; `notes` are for the user."""

    folder: Path
    journal: Journal
    items: dict[str, JournalEntry]
    kept: StageCache
    index: Index
    notes: tuple[str, ...] = ()


def counted_files(count: int) -> str:
    """`1 file`, `2 files`."""
    return f"{count} file{'s' * (count != 1)}"


def stages_of(folder: Path) -> Path:
    """Where an archive keeps the results of single stages."""
    return folder / HIDDEN / _STAGES


def known_items(folder: Path, source: Path | None = None) -> dict[str, JournalEntry]:
    """What the journal of an archive says, without opening the archive for writing.

    Without a journal, what the transcripts say of recordings in `source`, as a run would find it. Raises
    DocumentError when the journal is damaged.
    """
    path = folder / HIDDEN / _JOURNAL
    if not is_made(path):
        return {item.name: item for item in items_of(folder, source)} if source and folder.is_dir() else {}
    return Journal.read(path)


@contextmanager
def opened(folder: Path, source: Path) -> Iterator[OpenArchive]:
    """Open the archive `folder` of recordings in `source`, making it where it is missing.

    A damaged or missing journal or search index is made again from the transcripts. Raises OutputError while
    another run has the archive open, and when it cannot be written.
    """
    prepare_folder(folder / HIDDEN)
    prepare_folder(stages_of(folder))
    with _held(folder):
        left = sweep(folder, below=True)
        swept = (f"What killed runs had left behind was removed: {counted_files(left)}.",) if left else ()
        journal, items, notes = _journal(folder, source)
        with closing(journal):
            index, more = _index(folder)
            with closing(index):
                kept = StageCache(stages_of(folder))
                yield OpenArchive(folder, journal, items, kept, index, (*swept, *notes, *more))


@contextmanager
def reopened(folder: Path) -> Iterator[OpenArchive]:
    """Open an archive that has a journal, to change what it holds.

    Raises InputError where it has none, DocumentError when that is damaged, OutputError as `opened` does.
    """
    if not is_made(folder / HIDDEN / _JOURNAL):
        raise InputError(
            f"Nothing is known of how {str(folder)!r} was written: its journal is missing.",
            hint="A run of `pipeline batch` makes it anew from the transcripts.",
        )
    prepare_folder(folder / HIDDEN)
    with _held(folder), closing(Journal.open(folder / HIDDEN / _JOURNAL)) as journal:
        index, notes = _index(folder)
        with closing(index):
            yield OpenArchive(folder, journal, journal.items(), StageCache(stages_of(folder)), index, notes)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Keep other runs out."""
    hidden = folder / HIDDEN
    try:
        with exclusive(hidden / _LOCK, lambda: _refuse(folder)):
            (hidden / _HOLDER).write_text(_holder(), encoding="utf-8")
            yield
    except OSError as error:
        raise DiskError(f"Cannot write to {str(hidden)!r}: {error.strerror}.") from None


def _journal(folder: Path, source: Path) -> tuple[Journal, dict[str, JournalEntry], tuple[str, ...]]:
    path = folder / HIDDEN / _JOURNAL
    notes = []
    if is_made(path):
        try:
            return (journal := Journal.open(path)), journal.items(), ()
        except DocumentError as error:
            away = set_aside(path)
            notes.append(f"{error} It was set aside as {away.name!r}.")
    items = {item.name: item for item in items_of(folder, source)}
    journal = Journal.open(path)
    journal.put(*items.values())
    if items or notes:
        notes.append(f"A new journal was made from the {len(items)} transcripts in {str(folder)!r}.")
    return journal, items, tuple(notes)


def _index(folder: Path) -> tuple[Index, tuple[str, ...]]:
    if not is_made(index_of(folder)):
        rebuild(folder)
        return Index.open(folder), ()
    try:
        return Index.open(folder), ()
    except DocumentError as error:
        count, _ = rebuild(folder)
        return Index.open(folder), (f"{error.message} It was made anew from {count} transcripts.",)


def _refuse(folder: Path) -> NoReturn:
    try:
        holder = (folder / HIDDEN / _HOLDER).read_text(encoding="utf-8")
    except OSError:
        holder = "nobody knows which"
    raise OutputError(
        f"Another run works on {str(folder)!r} ({holder}).", hint="Wait until it is done, or stop it."
    )


def _holder() -> str:
    return f"process {os.getpid()} on {platform.node()}, since {datetime.now():%Y-%m-%d %H:%M}"
