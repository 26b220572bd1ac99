"""`pipeline search`: who said it, in which programme, when."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.command import Command
from pipeline.cli.found_clips import write_found
from pipeline.cli.found_told import as_json, as_table, print_found
from pipeline.cli.given_path import Wanted, given
from pipeline.cli.option_groups import grouped, option
from pipeline.cli.plural import counted
from pipeline.cli.value_types import Count, RoleName

if TYPE_CHECKING:
    from pipeline.archive.query import Query
    from pipeline.transcript.model import Role

_EXAMPLE = "As in `pipeline search archive harbour bridge`."


@dataclass(frozen=True, slots=True)
class Filters:
    """Which passages, and how many. Fields are those of `Query`."""

    role: Role | None
    speaker: str | None
    show: str | None
    since: str | None
    until: str | None
    quoted: bool
    limit: int
    context: int

    @property
    def narrow(self) -> bool:
        """Whether they say anything of what is looked for."""
        return any((self.role, self.speaker, self.show, self.since, self.until, self.quoted))

    def query(self, text: str) -> Query:
        """With what was typed. Raises a usage error."""
        from pipeline.archive.query import Query

        try:
            return Query(text, **asdict(self))
        except ValueError as error:
            raise click.UsageError(f"{error}.") from None


_filters = grouped(
    "filters", Filters, "Which passages",
    option("--role", type=RoleName(), help="Said by a voice in this role."),
    option("--speaker", metavar="NAME", help="Said by somebody of this name: Hughes, Hug*."),
    option("--show", metavar="NAME", help="In programmes of this station, or in a folder of this name."),
    option("--since", metavar="DATE", help="Published on this day, month or year, or later: 2025-02."),
    option("--until", metavar="DATE", help="Published on this day, month or year, or earlier."),
    option("--quoted", is_flag=True, help="In quotes only."),
    option("--limit", type=Count(), default=20, show_default=True, help="So many at most."),
    option("--context", type=click.IntRange(0, 20), default=0, metavar="N",
           help="So many paragraphs before and after each."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Telling:
    """How it is told, and whether it is cut out, too."""

    as_json: bool
    as_csv: bool
    clips: Path | None
    force: bool


_telling = grouped(
    "telling", Telling, "What is made of them",
    option("--json", "as_json", is_flag=True, help="For programs."),
    option("--csv", "as_csv", is_flag=True, help="As a table for a spreadsheet."),
    option("--clips", type=click.Path(path_type=Path), metavar="DIR",
           help="Cut the sound of each out of its recording, too, into DIR, with clips.csv."),
    option("--force", is_flag=True, help="Replace clips that exist already."),
)  # fmt: skip


@click.command(
    cls=Command,
    examples=(
        "pipeline search archive harbour bridge",
        'pipeline search archive "harbour bridge" --role expert --quoted --since 2025-02',
        "pipeline search archive --speaker Hughes --json",
        "pipeline search archive bridge --quoted --clips bridge-clips",
    ),
)
@click.argument("folder", metavar="DST", type=click.Path(path_type=Path))
@click.argument("text", metavar="QUERY", nargs=-1)
@_filters
@_telling
@click.option("--rebuild", is_flag=True, help="Make the index anew from the transcripts first.")
def search(folder: Path, text: tuple[str, ...], filters: Filters, telling: Telling, rebuild: bool) -> None:
    """Search the archive DST for passages with all words of QUERY.

    "..." finds a phrase, econom* words that begin so, a OR b either, and -word leaves out. Case and accents
    do not matter, nor does U.S. or US, 1,000 or 1000. A QUERY that begins with - comes after --. Where
    nothing is found, the exit code is 1; where a clip could not be cut, 9, or that of the only one's error.
    """
    from pipeline.archive.search import is_outdated
    from pipeline.archive.search import search as ask

    asked = " ".join(text)
    is_asked = bool(asked.strip()) or filters.narrow
    if not is_asked and (telling.clips or not rebuild):
        raise click.UsageError(f"Say what to look for, after the archive. {_EXAMPLE}")
    query = filters.query(asked)
    with given(folder, Wanted.ARCHIVE):
        if rebuild or is_outdated(folder):
            _rebuild(folder)
        if not is_asked:
            return
        found = ask(folder, query)
    if telling.as_json:
        click.echo(as_json(found))
    elif telling.as_csv:
        click.echo(as_table(found), nl=False)
    else:
        print_found(found, asked)
    if not found.hits:
        raise click.exceptions.Exit(1)
    if telling.clips:
        write_found(folder, found.hits, telling.clips, force=telling.force)


def _rebuild(folder: Path) -> None:
    from pipeline.archive.rebuild import rebuild
    from pipeline.errors import InputError

    if not folder.is_dir():
        raise InputError(f"There is no folder {str(folder)!r}.", hint="Check the name.")
    count, damaged = rebuild(folder)
    for complaint in damaged:
        click.echo(f"pipeline: {complaint}", err=True)
    click.echo(f"{counted(count, 'transcript')} can be searched.", err=True)
