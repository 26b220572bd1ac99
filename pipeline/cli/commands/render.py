"""`pipeline render`: a transcript in any form, without models."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

import click

from pipeline.cli.command import Command
from pipeline.cli.given_path import Wanted, given
from pipeline.cli.parameters import Header, Output, header_options, output_options, style_options


@click.command(
    cls=Command,
    examples=(
        "pipeline render news.json",
        "pipeline render news.json -f text -o forms",
        "pipeline render news.json --published 2025-02-04 --source 'Example News'",
    ),
)
@click.argument("transcript", type=click.Path(path_type=Path))
@output_options
@header_options
@style_options
def render(transcript: Path, output: Output, header: Header, styles: tuple[object, ...]) -> None:
    """Write a TRANSCRIPT (.json) as an article or in another form.

    Needs no models and no audio. Without -o the result is printed.
    """
    from pipeline.cli.results import Results
    from pipeline.transcript.file import read_transcript
    from pipeline.transcript.header import with_header

    chosen = replace(output, formats=output.formats or ("article",))
    results = Results(chosen, styles, with_transcript=False)
    with given(transcript, Wanted.TRANSCRIPT):
        document = with_header(read_transcript(transcript), **asdict(header))
    results.prepare([transcript.stem])
    results.deliver(document, transcript.stem)
