"""`pipeline relabel`: roles, names and paragraphs again from a transcript's words."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.knowledge import house_options
from pipeline.cli.parameters import header_options, output_options, style, style_options


@click.command()
@click.argument("transcript", type=click.Path(path_type=Path))
@output_options
@header_options
@style_options
@house_options
@click.option("--reassign", is_flag=True, help="Decide again what this program decided before.")
def relabel(
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
    cast: Path | None,
    profile: Path | None,
    glossary: Path | None,
    reassign: bool,
) -> None:
    """Work out roles, names and paragraphs of a TRANSCRIPT (.json) again.

    Roles written in the file are kept, missing ones are filled in. The file may hold no more than utterances.
    Needs no models and no audio. Without -o the new transcript is printed as JSON.
    """
    from pipeline.article.relabel import relabel as again
    from pipeline.cli.knowledge import read_house
    from pipeline.cli.results import Results
    from pipeline.transcript.edit import with_header
    from pipeline.transcript.file import read_transcript

    if folder is None:
        formats = formats or ("json",)
    house = read_house(cast, profile, glossary)
    results = Results(formats, folder, force, style(timestamps, speakers_in_text))
    document = with_header(read_transcript(transcript), title, published, source, url)
    results.prepare([transcript.stem])
    results.deliver(again(document, reassign=reassign, house=house), transcript.stem)
