"""A transcript file that is corrected in place, with what was made from it beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from pipeline.cli.escape import shown
from pipeline.corrections.changes_file import apply_changes, read_changes
from pipeline.corrections.correct import Corrections
from pipeline.corrections.docx_text import docx_text
from pipeline.corrections.from_text import from_text
from pipeline.formats.article import introductions
from pipeline.formats.transcript_file import TranscriptFile
from pipeline.storage.atomic import write_bytes
from pipeline.storage.text_file import read_document
from pipeline.transcript.model import Transcript


def take_changes(state: Corrections, path: Path) -> Corrections:
    """The corrections of a file: an article, or what a review page downloads (.json).

    What of it has no place is said on stderr. Raises InputError when it cannot be read, DocumentError when it
    is none of these, CorrectionError when it is of something else.
    """
    if path.suffix.lower() == ".json":
        return _take_steps(state, path)
    names = [one for speaker in state.transcript.speakers for one in introductions(speaker)]
    is_word = path.suffix.lower() == ".docx"
    article = docx_text(path) if is_word else read_document(path, "article")
    found = from_text(state, article, names)
    for line in found.unplaced:
        click.echo(f"no place for what was {shown(line)}", err=True)
    return found.corrections


def _take_steps(state: Corrections, path: Path) -> Corrections:
    changes = read_changes(read_document(path, "corrections"), repr(str(path)))
    done = apply_changes(state, changes)
    for why in done.refused.values():
        click.echo(f"no place for a correction: {shown(why)}", err=True)
    for one in done.conflicts:
        click.echo(f"{shown(one.by or 'somebody')} had written {shown(repr(one.theirs))} there", err=True)
    return done.corrections


def write_corrected(found: TranscriptFile, transcript: Transcript) -> Iterator[str]:
    """Write the file again, and whatever lies beside it and was made from it; say which.

    Raises OutputError, also where somebody else wrote the file meanwhile.
    """
    made = found.made_from_it()
    found.written(transcript)
    yield f"written: {shown(str(found.path))}"
    for other in made:
        if other.settings is None:
            yield f"left as it is, not made from this transcript: {shown(str(other.path))}"
        else:
            write_bytes(other.path, other.written(transcript), force=True)
            yield f"written: {shown(str(other.path))}"
