"""What is done in an archive, what is not, and why: asked of its journal and its files, without a lock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive.condition import condition_of
from pipeline.archive.journal import JournalEntry, State
from pipeline.archive.layout import transcripts_of
from pipeline.archive.session import known_items
from pipeline.errors import DocumentError, InputError
from pipeline.media.scan import MediaFile, scan
from pipeline.storage.regular_file import read_regular
from pipeline.transcript.json_file import from_json


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a recording is, by its name; `transcript` is a path below the archive.

    `edits` counts what people changed in the transcript. `reason` says why it failed, or waits though it was
    done before.
    """

    name: str
    state: State
    transcript: str | None = None
    edits: int = 0
    reason: str | None = None


def standings(folder: Path, source: Path | None = None) -> tuple[Standing, ...]:
    """How far everything is in the archive `folder`, in order of name.

    Recordings in `source` that the archive does not know, or knows with another content, wait as well. Raises
    InputError where nothing was ever written, DocumentError for a damaged journal.
    """
    items = known_items(folder)
    found = {one.name: one for one in (_known(folder, items) if items else _without_journal(folder))}
    if not found:
        raise InputError(
            f"There are no transcripts in {str(folder)!r}.",
            hint="Name the folder that `pipeline batch` wrote.",
        )
    if source is not None:
        found |= {one.name: one for one in _waiting(scan(source, folder).files, items)}
    return tuple(found[name] for name in sorted(found))


def _known(folder: Path, items: Mapping[str, JournalEntry]) -> Iterator[Standing]:
    for item in items.values():
        transcript = f"{item.base}.json" if item.base else None
        if item.state is State.FAILED:
            yield Standing(item.name, item.state, transcript, item.edits, item.message)
        elif item.state is State.WAITING or transcript is None:
            yield Standing(item.name, State.WAITING, transcript)
        else:
            condition = condition_of(folder, item, item.written)
            reason = "; ".join(map(str, condition.damages)) or None
            state = State.WAITING if reason else State.DONE
            yield Standing(item.name, state, transcript, condition.edits, reason)


def _without_journal(folder: Path) -> Iterator[Standing]:
    """What the transcripts say where the journal is lost: all of them are done."""
    for path in transcripts_of(folder):
        try:
            transcript = from_json(read_regular(path), str(path))
        except (DocumentError, OSError):
            continue
        name = path.relative_to(folder).as_posix()
        yield Standing(name, State.DONE, name, len(transcript.edits))


def _waiting(files: Iterable[MediaFile], items: Mapping[str, JournalEntry]) -> Iterator[Standing]:
    for file in files:
        item = items.get(file.name)
        if item is None:
            yield Standing(file.name, State.WAITING, reason="not begun")
        elif item.state is not State.WAITING and not item.is_of(file):
            transcript = f"{item.base}.json" if item.base else None
            yield Standing(file.name, State.WAITING, transcript, item.edits, "changed since it was done")
