"""`python -m bench.roles.learning [FOLDER]`: what a few programmes of a family teach about its others.

Each family is judged by what was learnt without it, and again after `pipeline.roles.learn` was given some of
its programmes, which are not judged.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import click

from bench.figures import json_option, reference_folder, write_figures
from bench.roles.judging import crossed
from bench.roles.programme import Programme, programmes
from pipeline.roles.caution import STRICT, TOLD
from pipeline.roles.decision import Knowledge
from pipeline.roles.learn import Labelled, Trial, learn, trial

_SIZES = (0, 1, 3, 5, 10)
_DRAWS = 3
_JUDGED = 25
"""Programmes of a family that are judged at most, to keep to minutes."""


@click.command()
@reference_folder
@json_option
def main(folder: Path, json_file: Path | None) -> None:
    """Print the learning curve over all families of more than ten programmes."""
    data = list(programmes(folder))
    write_figures("bench.roles.learning", curve(data, crossed(data)), json_file)


def curve(data: Sequence[Programme], knowledge: dict[str, Knowledge]) -> dict[str, dict[str, float]]:
    """Shares by the number of own programmes, added up over families and draws."""
    figures = {}
    for size in _SIZES:
        found = Trial()
        for family in dict.fromkeys(p.family for p in data):
            own = [_labelled(p) for p in data if p.family == family and len(p.roles) > 0]
            if len(own) > max(_SIZES) + 2:
                found += _family(own, size, knowledge[family], family)
        row = {"right": found.right_share, "false": found.false_share, "printed": found.printed_share}
        shares = ", ".join(f"{name} {share:.1%}" for name, share in row.items())
        print(f"{size:3} programmes: {shares}")
        figures[str(size)] = row
    return figures


def _family(own: Sequence[Labelled], size: int, base: Knowledge, family: str) -> Trial:
    found = Trial()
    for draw in range(_DRAWS):
        order = random.Random(f"{family} {draw}").sample(own, len(own))
        taught, judged = order[:size], order[max(_SIZES) : max(_SIZES) + _JUDGED]
        known = learn(base, taught) if taught else base
        caution = TOLD if taught else STRICT
        found = sum((trial(known, programme, caution) for programme in judged), start=found)
    return found


def _labelled(programme: Programme) -> Labelled:
    return Labelled(programme.turns, programme.roles, "en")


if __name__ == "__main__":
    main()
