"""A journal's rows, worked out from the transcripts of an archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.archive.item import JournalEntry, State
from pipeline.archive.layout import transcripts_of
from pipeline.errors import DocumentError
from pipeline.formats import FORMATS
from pipeline.transcript.json_file import from_json
from pipeline.transcript.model import Recording


def items_of(folder: Path, source: Path) -> Iterator[JournalEntry]:
    """An item for every transcript of a recording in `source`.

    What was asked for and whether somebody edited the results is not known: they count as asked for, and
    nothing replaces them unless that is said.
    """
    for path in transcripts_of(folder):
        try:
            recording = from_json(path.read_bytes(), str(path)).recording
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
