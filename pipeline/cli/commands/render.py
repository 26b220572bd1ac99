"""`pipeline render`: a transcript in any form, without models."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.parameters import header_options, output_options, style, style_options


@click.command()
@click.argument("transcript", type=click.Path(path_type=Path))
@output_options
@header_options
@style_options
def render(
    transcript: Path,
    formats: tuple[str, ...],
    folder: Path | None,
    force: bool,
    title: str | None,
    published: str | None,
    source: str | None,
    url: str | None,
    timestamps: str,
    speakers_in_text: bool,
) -> None:
    """Write a TRANSCRIPT (.json) as an article or in another form.

    Needs no models and no audio. Without -o the result is printed.
    """
    from pipeline.cli.results import Results
    from pipeline.transcript.edit import with_header
    from pipeline.transcript.file import read_transcript

    chosen = style(timestamps, speakers_in_text)
    results = Results(formats or ("article",), folder, force, chosen, with_transcript=False)
    document = with_header(read_transcript(transcript), title, published, source, url)
    results.prepare([transcript.stem])
    results.deliver(document, transcript.stem)
