"""A whole archive into tables, one transcript at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive.export.kinds import opening
from pipeline.archive.export.tables import TABLES, rows
from pipeline.archive.index import show_of
from pipeline.archive.layout import transcripts_of
from pipeline.archive.query import is_of_show
from pipeline.errors import DocumentError, InputError
from pipeline.storage.atomic import prepare_folder
from pipeline.storage.regular_file import read_regular
from pipeline.transcript.json_file import from_json, is_transcript
from pipeline.transcript.model import Role, Transcript


@dataclass(frozen=True, slots=True)
class Chosen:
    """Tables, programmes (published `since` a day, of a `show`), and rows (said in a `role`)."""

    tables: tuple[str, ...] = tuple(TABLES)
    since: str | None = None
    show: str | None = None
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """How many programmes there are in the tables, and what could not be read.

    `undated` is how many had to be left out where a date was asked for.
    """

    programmes: int
    damaged: tuple[str, ...]
    undated: int = 0


def export(
    folder: Path, kind: str, out: Path, chosen: Chosen, progress: Callable[[int], None] = lambda _: None
) -> Exported:
    """Write the tables of the archive `folder` into the folder `out`; each file is whole or not there.

    `progress` is called with the number of transcripts done. Raises InputError where there are none, KeyError
    for an unknown kind, and what opening a sink of that kind raises.
    """
    count, undated, damaged, seen = 0, 0, list[str](), False
    prepare_folder(out)
    with opening(kind)(out, chosen.tables) as sink:
        for found in transcripts_of(folder):
            path = found.relative_to(folder).as_posix()
            try:
                transcript = _read(found, path)
            except (DocumentError, OSError) as error:
                damaged.append(str(error))
                continue
            if transcript is None:
                continue
            seen = True
            undated += bool(chosen.since) and not transcript.published
            if not _is_wanted(path, transcript, chosen):
                continue
            for table in chosen.tables:
                sink.put(table, rows(table, path, transcript, chosen.role))
            count += 1
            progress(count)
        if not seen:
            raise InputError(
                f"There are no transcripts in {str(folder)!r}.",
                hint="Name the folder that `pipeline batch` wrote.",
            )
    return Exported(count, tuple(damaged), undated)


def _read(found: Path, path: str) -> Transcript | None:
    """None for a JSON file that is something else."""
    data = read_regular(found)
    return from_json(data, path) if is_transcript(data) else None


def _is_wanted(path: str, transcript: Transcript, chosen: Chosen) -> bool:
    if chosen.since and (transcript.published or "") < chosen.since:
        return False
    return is_of_show(chosen.show or "", show_of(path, transcript), path)
