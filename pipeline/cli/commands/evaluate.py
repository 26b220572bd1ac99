"""`pipeline evaluate`: transcripts against their references."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.command import Command
from pipeline.cli.given_path import Wanted, given
from pipeline.evaluation.der import COLLAR

if TYPE_CHECKING:
    from rich.table import Table

    from pipeline.evaluation import Scores
    from pipeline.evaluation.error_rate import ErrorRate

_DASH = "-"


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
@click.option("--json", "as_json", is_flag=True, help="Print as JSON, for other programs.")
def evaluate(hypothesis: Path, reference: Path, collar: float, as_json: bool) -> None:
    """Say how far a HYPOTHESIS is from its REFERENCE: words, speakers, roles, quotes, times.

    Each is a file or a folder: transcripts (.json), words (.txt), turns (.rttm, .turns.tsv). Files of two
    folders belong together when their names are the same up to the first point. What is not known of both
    sides is left out.
    """
    from pipeline.errors import InputError
    from pipeline.evaluation import score
    from pipeline.evaluation.readers import read_materials
    from pipeline.evaluation.scores import overall

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
    total = overall(scores)
    if as_json:
        data = {"items": [_plain(one) for one in scores], "overall": _plain(total)}
        click.echo(json.dumps(data, indent=2, ensure_ascii=False))
        return
    _show(scores, total, collar)


def _show(scores: Sequence[Scores], total: Scores, collar: float) -> None:
    from rich.console import Console

    console = Console(width=110)
    console.print(_table(scores, total, collar))
    if total.roles is not None:
        for amounts, unit in ((total.roles.seconds, "seconds"), (total.roles.words, "words")):
            if amounts:
                console.print(_confusion(amounts, unit))


def _table(scores: Sequence[Scores], total: Scores, collar: float) -> Table:
    from rich.table import Table

    table = Table(
        "item", "words", "by speaker", "voices", "roles", "quotes +", "quotes -", "foreign", "starts, s"
    )
    table.title = "Errors"
    table.caption = (
        f"words, by speaker (cpWER), voices (±{collar:g} s), roles: wrong · quotes +: not in the reference, "
        "-: missing; foreign: quoted words of other voices · starts: median / 95 %"
    )
    for one in scores:
        table.add_row(*_row(one))
    if len(scores) > 1:
        table.add_section()
        table.add_row(*_row(total))
    return table


def _row(one: Scores) -> list[str]:
    from pipeline.cli.escape import shown
    from pipeline.evaluation.sentence_starts import median_and_high

    roles = None if one.roles is None else one.roles.by_time + one.roles.by_words
    quotes = one.quotes
    starts = median_and_high(one.starts or ())
    rates = (one.wer, one.cpwer, one.der, roles)
    marks = (quotes.false_quotes, quotes.missed_quotes, quotes.foreign) if quotes else (None, None, None)
    cells = [_DASH if rate is None else str(rate) for rate in (*rates, *marks)]
    return [shown(one.name), *cells, f"{starts[0]:.2f} / {starts[1]:.2f}" if starts else _DASH]


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


def _plain(one: Scores) -> dict[str, Any]:
    """Figures only: errors and totals, null for what is not known."""
    from pipeline.evaluation.sentence_starts import median_and_high

    starts = median_and_high(one.starts or ())
    return {
        "name": one.name,
        "word_errors": _rate(one.wer),
        "attributed_word_errors": _rate(one.cpwer),
        "diarization_errors": _rate(one.der),
        "roles": one.roles
        and {
            unit: {"errors": _rate(rate), "confusion": _nested(amounts)}
            for unit, rate, amounts in (
                ("seconds", one.roles.by_time, one.roles.seconds),
                ("words", one.roles.by_words, one.roles.words),
            )
            if amounts
        },
        "quotes": one.quotes
        and {
            "not_in_reference": _rate(one.quotes.false_quotes),
            "missing": _rate(one.quotes.missed_quotes),
            "foreign_words": _rate(one.quotes.foreign),
        },
        "sentence_starts": starts
        and {"median": round(starts[0], 3), "high": round(starts[1], 3), "count": len(one.starts or ())},
    }


def _rate(rate: ErrorRate | None) -> dict[str, float | None] | None:
    if rate is None:
        return None
    share = round(rate.share, 4) if rate.total else None
    return {"rate": share, "errors": round(rate.errors, 3), "total": round(rate.total, 3)}


def _nested(amounts: Mapping[tuple[str, str], float]) -> dict[str, dict[str, float]]:
    table: dict[str, dict[str, float]] = {}
    for (true, said), amount in sorted(amounts.items()):
        table.setdefault(true, {})[said] = round(amount, 3)
    return table
