"""`python -m bench.roles.measure [FOLDER]`: how often roles are right, in programmes left out of the fit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from bench.figures import json_option, reference_folder, write_figures
from bench.roles.fit import fields_of, fitted, milliseconds_of
from bench.roles.programme import Programme, programmes, unseen
from bench.roles.variations import split, without_airtime, without_words
from pipeline.roles.assign import potentials_of
from pipeline.roles.crf import ROLES, Unary, decide
from pipeline.roles.evidence import CueSet, cues_of
from pipeline.roles.weights import SURE_ENOUGH, Weights, load_weights
from pipeline.transcript.model import Role

_SEEN = {"words hidden": without_words, "airtime hidden": without_airtime}
"""Ways of hiding a part of the evidence, from the fit and from what is judged."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One voice: what it is, what it was taken for, and how surely."""

    programme: Programme
    label: str
    true: Role
    said: Role
    chance: float
    seconds: float


@click.command()
@reference_folder
@click.option(
    "--short", is_flag=True, help="Leave out the runs with words or airtime hidden or a voice split."
)
@json_option
def main(folder: Path, short: bool, json_file: Path | None) -> None:
    """Judge each programme by weights fitted without it, and the hard scripts by the packaged ones."""
    data = list(programmes(folder))
    verdicts = crossed(data)
    figures = {"all": accuracy("each programme left out in turn", verdicts)}
    for kind in dict.fromkeys(p.kind for p in data):
        figures[kind] = accuracy(f" {kind}", [v for v in verdicts if v.programme.kind == kind])
    hard = [v for p in unseen() for v in judge(p, cues_of(p.turns, "en"), load_weights())]
    figures["hard"] = accuracy("hard scripts, never fitted on, packaged weights", hard)
    calibration(verdicts)
    mistakes(verdicts)
    if not short:
        for name, seen in _SEEN.items():
            figures[name] = accuracy(name, crossed(data, seen, seen))
        figures["split"] = accuracy("the main voice split in two", crossed(data, judged=split))
    write_figures("bench.roles.measure", figures, json_file)


def _same(programme: Programme) -> Programme:
    return programme


def crossed(
    data: Sequence[Programme],
    seen: Callable[[Programme], Programme] = _same,
    judged: Callable[[Programme], Programme] = _same,
) -> list[Verdict]:
    """Every programme, as `judged`, judged by weights that were fitted, as `seen`, without it."""
    verdicts: list[Verdict] = []
    fields = {p.name: fields_of(seen(p)) for p in data}
    for held in data:
        weights = fitted(f for p in data if p.name != held.name for f in fields[p.name])
        heard = judged(held)
        verdicts += judge(heard, cues_of(heard.turns, "en"), weights)
    return verdicts


def judge(programme: Programme, clues: CueSet, weights: Weights) -> Iterator[Verdict]:
    """What the pipeline's own decision makes of every voice whose role is known."""
    chances = decide(potentials_of(clues, weights), clues.labels, {})
    spoken = milliseconds_of(programme)
    for label, true in programme.roles.items():
        if spoken[label]:
            said, chance = _said(chances[label])
            yield Verdict(programme, label, true, said, chance, spoken[label] / 1000)


def _said(chances: Unary) -> tuple[Role, float]:
    best = int(chances.argmax())
    return (ROLES[best] if chances[best] >= SURE_ENOUGH else Role.UNKNOWN), float(chances[best])


def accuracy(name: str, verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Print and give the share of speaking time whose role is right, and the confusion table in seconds."""
    table: Counter[tuple[Role, Role]] = Counter()
    for v in verdicts:
        table[v.true, v.said] += round(v.seconds)
    right = sum(table[role, role] for role in ROLES)
    share = right / max(1, table.total())
    print(f"{name}: {share:.1%} of {table.total()} s")
    rows = {str(role): {str(said): table[role, said] for said in (*ROLES, Role.UNKNOWN)} for role in ROLES}
    for true, row in rows.items():
        print(f"  {true:<14}", row)
    return {"right": share, "seconds": table.total(), "confusion_s": rows}


def calibration(verdicts: Sequence[Verdict]) -> None:
    """Print how often voices taken for something with a given chance are it."""
    bins: defaultdict[int, list[Verdict]] = defaultdict(list)
    for v in verdicts:
        bins[min(9, int(v.chance * 10))].append(v)
    for bin_, found in sorted(bins.items()):
        right = sum(v.seconds for v in found if v.said is v.true) / sum(v.seconds for v in found)
        mean = sum(v.chance * v.seconds for v in found) / sum(v.seconds for v in found)
        count = sum(v.said is v.true for v in found)
        of = f"{count} of {len(found)}"
        print(f"  {bin_ / 10:.1f}: mean chance {mean:.2f}, right {right:.2f} of the time, {of}")


def mistakes(verdicts: Sequence[Verdict]) -> None:
    """Print every voice whose role is wrong, those that speak longest first."""
    for v in sorted(verdicts, key=lambda v: -v.seconds):
        if v.said is not v.true:
            who = f"{v.programme.name:28} {v.label:26}"
            print(f"  {who} {v.true} taken for {v.said} ({v.chance:.2f}), {v.seconds:.0f} s")


if __name__ == "__main__":
    main()
