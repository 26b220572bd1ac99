"""A transcript file that is corrected in place, with what was made from it beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from pipeline.cli.escape import shown
from pipeline.corrections.apply import without_edits
from pipeline.corrections.correct import Corrections, correct
from pipeline.corrections.docx_text import docx_text
from pipeline.corrections.from_text import from_text
from pipeline.errors import OutputError
from pipeline.formats.article import introductions
from pipeline.formats.beside import beside
from pipeline.storage.atomic import prepare_folder, write_bytes, write_whole
from pipeline.storage.regular_file import read_regular
from pipeline.storage.text_file import read_document
from pipeline.transcript.file import read_transcript
from pipeline.transcript.json_file import to_json
from pipeline.transcript.model import Transcript


@dataclass(frozen=True, slots=True)
class Found:
    """A transcript file as it was read."""

    path: Path
    content: bytes
    transcript: Transcript

    def begun(self, by: str | None) -> Corrections:
        """What is to be corrected by somebody; with what was changed in the file by hand."""
        return correct(self.transcript, by=by)


def open_transcript(path: Path) -> Found:
    """Raises InputError when it cannot be read, DocumentError when it is no transcript."""
    transcript = read_transcript(path)
    return Found(path, read_regular(path), transcript)


def take_article(state: Corrections, path: Path) -> Corrections:
    """The corrections of an article; what of it has no place is said on stderr.

    Raises InputError when it cannot be read, DocumentError when it is no text and no Word document,
    CorrectionError when it is of something else.
    """
    names = [one for speaker in state.transcript.speakers for one in introductions(speaker)]
    is_word = path.suffix.lower() == ".docx"
    article = docx_text(path) if is_word else read_document(path, "article")
    found = from_text(state, article, names)
    for line in found.unplaced:
        click.echo(f"no place for what was {shown(line)}", err=True)
    return found.corrections


def write_corrected(found: Found, transcript: Transcript) -> Iterator[str]:
    """Write the file again, and whatever lies beside it and was made from it; say which.

    Raises OutputError, also where somebody else wrote the file meanwhile.
    """
    path = found.path
    made = list(beside(path, (found.transcript, without_edits(correct(found.transcript).transcript))))
    prepare_folder(path.parent)
    if read_regular(path) != found.content:
        raise OutputError(f"{str(path)!r} was written by somebody else meanwhile.", hint="Correct it again.")
    write_whole(path, to_json(transcript), force=True)
    yield f"written: {shown(str(path))}"
    for other in made:
        if other.settings is None:
            yield f"left as it is, not made from this transcript: {shown(str(other.path))}"
        else:
            write_bytes(other.path, other.written(transcript), force=True)
            yield f"written: {shown(str(other.path))}"
