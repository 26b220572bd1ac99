"""`pipeline search`: who said it, in which programme, when."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.command import Command
from pipeline.cli.escape import shown
from pipeline.cli.given_path import Wanted, given
from pipeline.cli.option_groups import grouped, option
from pipeline.cli.plural import counted
from pipeline.cli.value_types import Count, RoleName

if TYPE_CHECKING:
    from pipeline.archive.query import Query
    from pipeline.archive.search import Found, Hit, Programme
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


@click.command(
    cls=Command,
    examples=(
        "pipeline search archive harbour bridge",
        'pipeline search archive "harbour bridge" --role expert --quoted --since 2025-02',
        "pipeline search archive --speaker Hughes --json",
    ),
)
@click.argument("folder", metavar="DST", type=click.Path(path_type=Path))
@click.argument("text", metavar="QUERY", nargs=-1)
@_filters
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option("--csv", "as_csv", is_flag=True, help="As a table for a spreadsheet.")
@click.option("--rebuild", is_flag=True, help="Make the index anew from the transcripts first.")
def search(
    folder: Path, text: tuple[str, ...], filters: Filters, as_json: bool, as_csv: bool, rebuild: bool
) -> None:
    """Search the archive DST for passages with all words of QUERY.

    "..." finds a phrase, econom* words that begin so, a OR b either, and -word leaves out. Case and accents
    do not matter, nor does U.S. or US, 1,000 or 1000. A QUERY that begins with - comes after --. Where
    nothing is found, the exit code is 1.
    """
    from pipeline.archive.search import is_outdated
    from pipeline.archive.search import search as ask

    asked = " ".join(text)
    if not asked.strip() and not filters.narrow and not rebuild:
        raise click.UsageError(f"Say what to look for, after the archive. {_EXAMPLE}")
    query = filters.query(asked)
    with given(folder, Wanted.ARCHIVE):
        if rebuild or is_outdated(folder):
            _rebuild(folder)
        if rebuild and not asked.strip() and not filters.narrow:
            return
        found = ask(folder, query)
    if as_json:
        click.echo(_json(found))
    elif as_csv:
        click.echo(_csv(found), nl=False)
    else:
        _print(found, asked)
    if not found.hits:
        raise click.exceptions.Exit(1)


def _rebuild(folder: Path) -> None:
    from pipeline.archive.rebuild import rebuild
    from pipeline.errors import InputError

    if not folder.is_dir():
        raise InputError(f"There is no folder {str(folder)!r}.", hint="Check the name.")
    count, damaged = rebuild(folder)
    for complaint in damaged:
        click.echo(f"pipeline: {complaint}", err=True)
    click.echo(f"{counted(count, 'transcript')} can be searched.", err=True)


def _print(found: Found, asked: str) -> None:
    if found.undated:
        click.echo(f"Without a date, so left out: {counted(found.undated, 'programme')}.", err=True)
    if not found.hits:
        click.echo(f"Nothing was found for {asked!r}.", err=True)
    for programme, hits in groupby(found.hits, key=lambda hit: hit.programme):
        click.echo(click.style(_heading(programme), bold=True))
        for hit in hits:
            for said in hit.before:
                click.echo(click.style(f"    {shown(said)}", dim=True))
            click.echo(_line(hit))
            for said in hit.after:
                click.echo(click.style(f"    {shown(said)}", dim=True))
            if hit.link:
                click.echo("    " + click.style(hit.link, dim=True))
    if found.more or found.total > len(found.hits):
        total = f"more than {found.total}" if found.more else str(found.total)
        click.echo(f"{len(found.hits)} of {total} passages; --limit shows more.", err=True)


def _heading(programme: Programme) -> str:
    from pipeline.transcript.dates import published_line

    date = published_line(programme.published) if programme.published else ""
    parts = (programme.title or programme.path, programme.show, date)
    return ", ".join(shown(part) for part in parts if part)


def _line(hit: Hit) -> str:
    from pipeline.transcript.timecode import clock

    who = " ".join(part for part in (hit.role, hit.speaker) if part)
    said = "".join(
        click.style(shown(text), bold=True) if match else shown(text) for text, match in hit.snippet
    )
    return f"  [{clock(hit.start)}] {shown(who)}: " + (f'"{said}"' if hit.quoted else said)


def _plain(hit: Hit) -> dict[str, Any]:
    return {
        **asdict(hit.programme), "start": hit.start, "end": hit.end, "role": hit.role,
        "speaker": hit.speaker, "quoted": hit.quoted, "text": "".join(text for text, _ in hit.snippet),
        "matches": [text for text, match in hit.snippet if match], "link": hit.link,
        "before": list(hit.before), "after": list(hit.after),
    }  # fmt: skip


_COLUMNS = ("path", "title", "show", "published", "start", "end", "role", "speaker", "quoted", "text", "link")


def _csv(found: Found) -> str:
    from pipeline.text.spreadsheet import sheet

    return sheet(_COLUMNS, ([_plain(hit)[name] for name in _COLUMNS] for hit in found.hits))


def _json(found: Found) -> str:
    hits = [_plain(hit) for hit in found.hits]
    result = {"hits": hits, "total": found.total, "more": found.more, "undated": found.undated}
    return json.dumps(result, ensure_ascii=False, indent=2)
