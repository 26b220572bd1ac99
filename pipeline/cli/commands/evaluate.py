"""`pipeline evaluate`: transcripts against their references."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.command import Command
from pipeline.cli.given_path import Wanted, given
from pipeline.evaluation.der import COLLAR, DER

if TYPE_CHECKING:
    from rich.table import Table

    from pipeline.evaluation import Scores
    from pipeline.evaluation.measure import Measure

_DASH = "-"
_UNIT = " %"
"""Said once, in the title."""


@click.command(
    cls=Command,
    examples=("pipeline evaluate news.json reference.txt", "pipeline evaluate archive references --json"),
)
@click.argument("hypothesis", type=click.Path(path_type=Path))
@click.argument("reference", type=click.Path(path_type=Path))
@click.option(
    "--collar",
    type=click.FloatRange(0.0, 10.0),
    default=COLLAR,
    show_default=True,
    help="Seconds on each side of a turn's edges that do not count.",
)
@click.option(
    "--new",
    multiple=True,
    metavar="PATTERN",
    help="Items of stations the program does not know, such as 'kabc*'; known and new ones are told apart.",
)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON, for other programs.")
def evaluate(hypothesis: Path, reference: Path, collar: float, new: tuple[str, ...], as_json: bool) -> None:
    """Say how far a HYPOTHESIS is from its REFERENCE: words, speakers, roles, quotes, times.

    Each is a file or a folder: transcripts (.json), words (.txt), turns (.rttm, .turns.tsv). Files of two
    folders belong together when their names are the same up to the first point. What is not known of both
    sides is left out.
    """
    from pipeline.errors import InputError
    from pipeline.evaluation import score
    from pipeline.evaluation.readers import read_materials
    from pipeline.evaluation.totals import totals

    with given(hypothesis, Wanted.REFERENCE):
        ours = read_materials(hypothesis)
    with given(reference, Wanted.REFERENCE):
        theirs = read_materials(reference)
    if len(ours) == len(theirs) == 1 and not (hypothesis.is_dir() or reference.is_dir()):
        theirs = dict(zip(ours, theirs.values(), strict=True))
    names = [name for name in theirs if name in ours]
    for side, other, what in ((ours, theirs, "reference"), (theirs, ours, "transcript")):
        if missing := sorted(set(side) - set(other)):
            click.echo(f"Without a {what}: {', '.join(missing)}", err=True)
    if not names:
        raise InputError(
            f"No file of {str(hypothesis)!r} has a reference of its name in {str(reference)!r}.",
            hint="Names must be the same up to the first point: news.json and news.txt.",
        )
    scores = [score(theirs[name], ours[name], collar) for name in names]
    sums = totals(scores, new)
    if as_json:
        data = {"items": [one.plain() for one in scores]} | {one.name: one.plain() for one in sums}
        click.echo(json.dumps(data, indent=2, ensure_ascii=False))
        return
    _show(scores, sums, collar)


def _show(scores: Sequence[Scores], sums: Sequence[Scores], collar: float) -> None:
    from rich.console import Console

    from pipeline.evaluation.roles import ROLES

    console = Console(width=110)
    console.print(_table(scores, sums, collar))
    if roles := sums[-1][ROLES]:
        for amounts, unit in ((roles.seconds, "seconds"), (roles.words, "words")):
            if amounts:
                console.print(_confusion(amounts, unit))


def _table(scores: Sequence[Scores], sums: Sequence[Scores], collar: float) -> Table:
    """One row a recording; columns of which nothing is known are left out."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Column, Table

    from pipeline.evaluation.scores import MEASURES

    told = [m for m in MEASURES if any(one[m] is not None for one in scores)]
    figures = [Column(title, justify="right") for measure in told for title in measure.columns]
    table = Table(Column("item", overflow="fold"), *figures, box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.title = "Errors in %"
    legends = [measure.legend for measure in told] + ([f"collar: {collar:g} s"] if DER in told else [])
    table.caption = " · ".join(legends)
    for one in scores:
        table.add_row(*_row(one, told))
    if len(scores) > 1:
        table.add_section()
        for total in sums:
            table.add_row(*_row(total, told))
    return table


def _row(one: Scores, told: Sequence[Measure[Any]]) -> list[str]:
    from pipeline.cli.escape import shown

    cells = [found.cells() if (found := one[m]) else (_DASH,) * len(m.columns) for m in told]
    return [shown(one.name), *(cell.removesuffix(_UNIT) for group in cells for cell in group)]


def _confusion(amounts: Mapping[tuple[str, str], float], unit: str) -> Table:
    from rich.table import Table

    from pipeline.evaluation.roles import NOBODY
    from pipeline.transcript.model import Role

    said = [*Role, NOBODY]
    table = Table("true role", *(str(role) for role in said), title=f"Roles taken for roles, {unit}")
    for true in Role:
        if any(one == true for one, _ in amounts):
            table.add_row(str(true), *(f"{amounts.get((true, role), 0):.0f}" for role in said))
    return table
