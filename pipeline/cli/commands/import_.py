"""`pipeline import`: transcripts of other programs become ours."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.command import Command
from pipeline.cli.given_path import Wanted, given
from pipeline.cli.knowledge import Knowledge, knowledge_options
from pipeline.cli.many import each_of
from pipeline.cli.parameters import Header, Output, header_options, output_options, style_options
from pipeline.cli.value_types import Language
from pipeline.storage.regular_file import read_regular

if TYPE_CHECKING:
    from pipeline.transcript.model import Transcript
    from pipeline.transcript.provenance import Provenance


@click.command(
    name="import",
    cls=Command,
    examples=(
        "pipeline import whisper.json",
        "pipeline import whisper.json -o out -f article",
        "pipeline import whisperx.json --language en --cast cast.txt",
    ),
)
@click.argument("file", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--language", type=Language(), help="Language spoken, where the file does not tell it.")
@output_options
@header_options
@style_options
@knowledge_options
def import_(
    file: tuple[Path, ...],
    language: str | None,
    output: Output,
    header: Header,
    styles: tuple[object, ...],
    knowledge: Knowledge,
) -> None:
    """Turn transcripts of other programs (FILE) into ours: roles, quotes and the article from their words.

    Reads the JSON of openai-whisper and WhisperX, told by what is in the file. The article is printed. With
    -o DIR, DIR/NAME.json is written, and the formats asked for with -f.
    """
    from pipeline.cli.results import Results
    from pipeline.corrections.relabel import relabel
    from pipeline.transcript.header import with_header

    results = Results(output, styles)
    house = knowledge.read()
    _refuse_itself(file, output)
    results.prepare([_stem(path) for path in file])

    def imported(path: Path) -> None:
        with given(path, Wanted.FOREIGN):
            found = with_header(_read(path, language), **asdict(header))
        labelled = relabel(found, house=house)
        results.deliver(results.with_corrections(labelled, _stem(path)), _stem(path))

    each_of(file, imported, "file", part=results.to_screen)


def _stem(path: Path) -> str:
    """`news` of `news.whisper.json` as well, which is how such a file is named here."""
    return Path(path.stem).stem if path.name.endswith(".whisper.json") else path.stem


def _refuse_itself(files: tuple[Path, ...], output: Output) -> None:
    """Raise OutputError where the result would take the place of the file it is made of."""
    from pipeline.errors import OutputError

    for path in files:
        if output.folder and (output.folder / f"{_stem(path)}.json").resolve() == path.resolve():
            raise OutputError(
                f"The result would be written over {str(path)!r} itself.", hint="Name another folder."
            )


def _read(path: Path, language: str | None) -> Transcript:
    from pipeline.errors import DocumentError, InputError
    from pipeline.formats.readers import UNDETERMINED, read_foreign
    from pipeline.storage.input_file import check_file

    check_file(path)
    try:
        data = read_regular(path)
    except OSError as error:
        raise InputError(f"{str(path)!r} cannot be read: {error.strerror}.") from None
    found, form = read_foreign(data, repr(str(path)))
    if language is not None:
        found = replace(found, language=language)
    if found.language == UNDETERMINED:
        raise DocumentError(f"{str(path)!r} does not tell its language.", hint="Say it: --language en.")
    if not found.utterances:
        raise DocumentError(f"{str(path)!r} holds no words.")
    return replace(found, provenance=_provenance(path.name, form))


def _provenance(name: str, form: str) -> Provenance:
    from datetime import UTC, datetime

    from pipeline._version import __version__
    from pipeline.transcript.provenance import Provenance

    return Provenance(
        version=__version__,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        notes=(f"imported from {name} ({form})",),
    )
