"""`pipeline relabel`: roles, names and paragraphs again from a transcript's words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from pipeline.cli.command import Command
from pipeline.cli.given_path import Wanted, given
from pipeline.cli.knowledge import Knowledge, knowledge_options
from pipeline.cli.parameters import Header, Output, header_options, output_options, style_options


@click.command(
    cls=Command,
    examples=(
        "pipeline relabel news.json -f article",
        "pipeline relabel news.json -o corrected -f article",
        "pipeline relabel news.json --cast cast.txt --reassign -f article",
    ),
)
@click.argument("transcript", type=click.Path(path_type=Path))
@output_options
@header_options
@style_options
@knowledge_options
@click.option("--reassign", is_flag=True, help="Decide again what this program decided before.")
def relabel(
    transcript: Path,
    output: Output,
    header: Header,
    styles: tuple[object, ...],
    knowledge: Knowledge,
    reassign: bool,
) -> None:
    """Work out roles, names and paragraphs of a TRANSCRIPT (.json) again.

    Roles written in the file are kept, missing ones are filled in. The file may hold no more than utterances.
    Needs no models and no audio. Without -o the new transcript is printed as JSON.
    """
    from pipeline.cli.corrections_asked import headed
    from pipeline.cli.earlier_corrections import say_unplaced
    from pipeline.cli.escape import shown
    from pipeline.cli.names_told import told_names
    from pipeline.cli.places_told import told_places
    from pipeline.cli.results import Results
    from pipeline.corrections.relabel import relabel as again
    from pipeline.transcript.file import read_transcript

    if output.folder is None:
        output = replace(output, formats=output.formats or ("json",))
    house = knowledge.read()
    results = Results(output, styles)
    with given(transcript, Wanted.TRANSCRIPT):
        document = headed(read_transcript(transcript), header)
    results.prepare([transcript.stem])
    labelled = again(document, reassign=reassign, house=house)
    say_unplaced(labelled, transcript)
    for line in (*told_names(labelled), *(told_places(labelled) if not results.to_screen else ())):
        click.echo(f"{shown(str(transcript))}: {shown(line)}", err=True)
    results.deliver(labelled, transcript.stem)
