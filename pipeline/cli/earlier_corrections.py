"""People's corrections of a transcript file that is about to be written anew."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.escape import shown
from pipeline.cli.plural import counted
from pipeline.storage.regular_file import read_regular
from pipeline.transcript.model import Transcript


def carried_over(transcript: Transcript, path: Path) -> Transcript:
    """`transcript` with the corrections of the file at `path`; what has no place in it is said on stderr.

    A file that is no transcript, or none at all, has none. One that is damaged is kept under another name.
    """
    from pipeline.corrections.carry_over import carry_over
    from pipeline.errors import DocumentError
    from pipeline.storage.atomic import write_bytes
    from pipeline.transcript.file import read_transcript
    from pipeline.transcript.json_file import is_transcript

    if not path.is_file() or not is_transcript(read_regular(path)):
        return transcript
    try:
        old = read_transcript(path)
    except DocumentError as error:
        aside = path.with_name(f"{path.name}.damaged")
        write_bytes(aside, read_regular(path), force=True)
        click.echo(f"{error.message} It may hold corrections: kept as {shown(str(aside))}.", err=True)
        return transcript
    corrected = carry_over(transcript, old)
    say_unplaced(corrected, path)
    return corrected


def say_unplaced(transcript: Transcript, path: Path) -> None:
    """One line for all corrections that have no place, with the first few."""
    from pipeline.corrections.apply import unplaced
    from pipeline.corrections.telling import told

    if waiting := unplaced(transcript.edits):
        few = "; ".join(f"{told(edit)} ({edit.unplaced})" for edit in waiting[:_FEW])
        more = f"; and {len(waiting) - _FEW} more" if len(waiting) > _FEW else ""
        count = counted(len(waiting), "correction")
        click.echo(f"{shown(str(path))}: {count} kept without a place: {shown(few)}{more}", err=True)


_FEW = 3
"""Corrections that are named."""
