"""`pipeline schema`: the JSON Schema of the transcript file."""

from __future__ import annotations

import json

import click

from pipeline.cli.command import Command


@click.command(cls=Command, examples=("pipeline schema > transcript.schema.json",))
def schema() -> None:
    """Print the JSON Schema of the transcript file, for programs that read or write it."""
    from pipeline.transcript.json_file import json_schema

    click.echo(json.dumps(json_schema(), indent=2))
