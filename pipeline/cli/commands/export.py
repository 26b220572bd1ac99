"""`pipeline export`: an archive as tables for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.archive.export.kinds import KINDS
from pipeline.archive.export.tables import TABLES
from pipeline.cli.command import Command
from pipeline.cli.escape import shown
from pipeline.cli.given_path import Wanted, given
from pipeline.cli.plural import counted
from pipeline.cli.value_types import Day, RoleName

if TYPE_CHECKING:
    from pipeline.transcript.model import Role


@click.command(
    cls=Command,
    examples=(
        "pipeline export archive --to sqlite",
        "pipeline export archive --to csv -o tables --table programmes --table paragraphs",
        "pipeline export archive --to parquet --since 2025-02 --role expert",
    ),
)
@click.argument("folder", metavar="DST", type=click.Path(path_type=Path))
@click.option("--to", "kind", type=click.Choice(list(KINDS)), required=True, help="What kind of files.")
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write into DIR.  [default: NAME-tables beside the archive]",
)
@click.option(
    "--table",
    "tables",
    type=click.Choice(list(TABLES)),
    multiple=True,
    help="This table; again for more.  [default: all]",
)
@click.option("--since", type=Day(), help="Programmes published on this day, month or year, or later.")
@click.option("--show", metavar="NAME", help="Programmes of this station, or in a folder of this name.")
@click.option("--role", type=RoleName(), help="Only what voices in this role say.")
def export(
    folder: Path,
    kind: str,
    out: Path | None,
    tables: tuple[str, ...],
    since: str | None,
    show: str | None,
    role: Role | None,
) -> None:
    """Write the archive DST as tables: programmes, speakers, utterances, paragraphs and words.

    One file a table, or one database for sqlite. It reads one transcript after another, so that any archive
    fits into memory. Every row names its programme by the path of the transcript.
    """
    from pipeline.archive.export.run import Chosen
    from pipeline.archive.export.run import export as write
    from pipeline.errors import InputError, PartlyFailed

    with given(folder, Wanted.ARCHIVE):
        if not folder.is_dir():
            raise InputError(f"There is no folder {str(folder)!r}.", hint="Check the name.")
        place = out or folder.absolute().with_name(f"{folder.absolute().name}-tables")
        chosen = Chosen(tables or tuple(TABLES), since, show, role)
        done = write(folder, kind, place, chosen)
    if done.undated:
        click.echo(f"Without a date, so left out: {counted(done.undated, 'programme')}.", err=True)
    for complaint in done.damaged:
        click.echo(f"pipeline: {shown(complaint)}", err=True)
    click.echo(f"{counted(done.programmes, 'programme')} in {shown(str(place))}.", err=True)
    if done.damaged:
        raise click.exceptions.Exit(PartlyFailed.exit_code)
