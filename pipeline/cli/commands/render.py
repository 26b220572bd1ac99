"""`pipeline render`: transcripts in any form, without models."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import click

from pipeline.cli.command import Command
from pipeline.cli.given_path import Wanted, given
from pipeline.cli.many import each_of
from pipeline.cli.parameters import Header, Output, header_options, output_options, style_options
from pipeline.storage.regular_file import read_regular


@click.command(
    cls=Command,
    examples=(
        "pipeline render news.json",
        "pipeline render news.json -f text -o forms",
        "pipeline render archive -f docx -o documents",
        "pipeline render news.json --published 2025-02-04 --source 'Example News'",
    ),
)
@click.argument("transcript", nargs=-1, required=True, type=click.Path(path_type=Path))
@output_options
@header_options
@style_options
@click.option(
    "--as-recognised",
    is_flag=True,
    help="Without people's corrections; also where these are damaged and cannot be read.",
)
def render(
    transcript: tuple[Path, ...],
    output: Output,
    header: Header,
    styles: tuple[object, ...],
    as_recognised: bool,
) -> None:
    """Write a TRANSCRIPT (.json) as an article or in another form; several, or all in a folder, with -o.

    What lies in folders below is written to folders of the same names. Needs no models and no audio. Without
    -o the result is printed.
    """
    from pipeline.cli.results import Results
    from pipeline.transcript.file import read_transcript
    from pipeline.transcript.header import with_header

    chosen = replace(output, formats=output.formats or ("article",))
    results = Results(chosen, styles, with_transcript=False)
    stems = dict(_transcripts(transcript))
    if len(stems) > 1 and results.to_screen:
        raise click.UsageError("Several transcripts need a folder to write to: add -o DIR.")

    def rendered(path: Path) -> None:
        with given(path, Wanted.TRANSCRIPT):
            document = read_transcript(path, as_recognised=as_recognised)
        results.deliver(with_header(document, **asdict(header)), stems[path])

    results.prepare(list(stems.values()))
    each_of(list(stems), rendered, "transcript", part=False)


def _transcripts(places: tuple[Path, ...]) -> Iterator[tuple[Path, str]]:
    """The files, and where below the folder of results each belongs; of a folder the transcripts in it."""
    from pipeline.errors import InputError

    for place in places:
        if not place.is_dir():
            yield place, place.stem
            continue
        found = [path for path in sorted(place.rglob("*.json")) if _is_transcript(path, place)]
        if not found:
            raise InputError(
                f"There is no transcript in {str(place)!r}.", hint="`pipeline batch SRC DST` writes them."
            )
        for path in found:
            yield path, str(path.relative_to(place).with_suffix(""))


def _is_transcript(path: Path, place: Path) -> bool:
    """Reports and results of other forms lie in an archive, too; a damaged transcript is told later."""
    from pipeline.transcript.json_file import is_transcript

    if any(part.startswith(".") for part in path.relative_to(place).parts) or not path.is_file():
        return False
    try:
        return is_transcript(read_regular(path))
    except OSError:
        return True  # it is said when it is its turn
