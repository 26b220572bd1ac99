"""What a search found, as text on the screen, as JSON, or as a table."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.escape import shown
from pipeline.cli.plural import counted
from pipeline.formats.plain_json import plain_json

if TYPE_CHECKING:
    from pipeline.archive.search import Found, Hit, Programme


def print_found(found: Found, asked: str) -> None:
    """For people: below their programmes, each with its time, voice, and link; the rest on stderr."""
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


def as_table(found: Found) -> str:
    """For a spreadsheet."""
    from pipeline.text.spreadsheet import sheet

    return sheet(_COLUMNS, ([_plain(hit)[name] for name in _COLUMNS] for hit in found.hits))


def as_json(found: Found) -> str:
    """For programs."""
    hits = [_plain(hit) for hit in found.hits]
    result = {"hits": hits, "total": found.total, "more": found.more, "undated": found.undated}
    return plain_json(result, indent=2)
