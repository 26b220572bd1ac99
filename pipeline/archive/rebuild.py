"""The search index made anew from the transcripts of an archive, which are all it needs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.archive.index import Index, index_of
from pipeline.archive.layout import transcripts_of
from pipeline.errors import DiskError, DocumentError
from pipeline.storage.regular_file import open_regular, read_regular
from pipeline.transcript.json_file import from_json


def rebuild(folder: Path, progress: Callable[[int], None] = lambda _: None) -> tuple[int, tuple[str, ...]]:
    """Make the index anew from the transcripts; how many there are, and what could not be read.

    `progress` is called with the number of transcripts done. Other JSON files are passed by.
    """
    path = index_of(folder)
    try:
        path.parent.mkdir(exist_ok=True)
        for name in (path.name, f"{path.name}-journal"):
            path.with_name(name).unlink(missing_ok=True)
    except OSError as error:
        raise DiskError(f"Cannot write to {str(path)!r}: {(error.strerror or '').lower()}.") from None
    index, count, damaged = Index.open(folder, in_a_hurry=True), 0, []
    try:
        for found in transcripts_of(folder):
            try:
                transcript = from_json(read_regular(found), str(found))
            except (DocumentError, OSError) as error:
                if b"broadcast-transcript" in _beginning(found):
                    damaged.append(str(error))
                continue
            index.put(found.relative_to(folder).as_posix(), transcript)
            count += 1
            progress(count)
    finally:
        index.close()
    return count, tuple(damaged)


def _beginning(path: Path) -> bytes:
    try:
        with open_regular(path) as file:
            return file.read(4096)
    except OSError:
        return b""
