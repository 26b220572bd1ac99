"""Changes that people made in transcript files by hand, taken for corrections like any others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.archive.corrected import is_corrected
from pipeline.archive.digest import digest_of
from pipeline.archive.index import Index
from pipeline.archive.journal import Journal, JournalEntry, State
from pipeline.corrections.apply import apply, without_edits
from pipeline.corrections.by_hand import with_changes_by_hand
from pipeline.errors import DocumentError, OutputError
from pipeline.formats.beside import beside
from pipeline.storage.atomic import as_bytes, write_bytes
from pipeline.storage.regular_file import read_regular
from pipeline.transcript.edit import Edit
from pipeline.transcript.json_file import from_json, to_json
from pipeline.transcript.model import Transcript


@dataclass(frozen=True, slots=True)
class Accepted:
    """A transcript, by its path below the archive, and the edits that it has from now on."""

    path: str
    edits: tuple[Edit, ...]


def accept(
    folder: Path, items: Mapping[str, JournalEntry], journal: Journal, index: Index
) -> Iterator[Accepted]:
    """Write what was changed by hand into the transcripts as edits, and what was made from them anew.

    Only where it is proved that nothing else was changed. Each transcript is written whole or not at all;
    the journal learns first what will be. Raises OutputError.
    """
    for _, item in sorted(items.items()):
        if item.state is State.DONE and item.base is not None:
            yield from _accept(folder, item, journal, index)


def _accept(folder: Path, item: JournalEntry, journal: Journal, index: Index) -> Iterator[Accepted]:
    name = f"{item.base}.json"
    path = folder / name
    try:
        data = read_regular(path)
        if digest_of(data) in item.written.get(name, ()):
            return
        found = from_json(data, name)
        corrected = with_changes_by_hand(found)
    except (DocumentError, OSError, ValueError):
        return
    if corrected is found or not is_corrected(folder, name, name, item.written):
        return
    documents = dict(_documents(path, found, corrected))
    coming = {one.relative_to(folder).as_posix(): content for one, content in documents.items()}
    ours = {
        known: (*item.written.get(known, ()), digest_of(content))
        for known, content in coming.items()
        if known in item.written
    }
    sizes = {known: len(coming[known]) for known in ours}
    item = replace(item, written={**item.written, **ours}, edits=len(corrected.edits))
    journal.put(item)
    if read_regular(path) != data:
        raise OutputError(f"{name!r} was written by somebody else meanwhile.", hint="Run it again.")
    for one, content in documents.items():
        write_bytes(one, content, force=True)
    index.put(name, corrected)
    journal.put(replace(item, sizes={**item.sizes, **sizes}))
    old = {edit.id for edit in found.edits}
    yield Accepted(name, tuple(edit for edit in corrected.edits if edit.id not in old))


def _documents(path: Path, found: Transcript, corrected: Transcript) -> Iterator[tuple[Path, bytes]]:
    """The transcript and whatever was made from it, before or after it was changed; it comes last.

    Where a kill comes in between, it is still changed by hand, and accepted the next time.
    """
    before = without_edits(corrected)
    for other in beside(path, (apply(before, found.edits), before, found, corrected)):
        if other.settings is not None:
            yield other.path, other.written(corrected)
    yield path, as_bytes(to_json(corrected))
