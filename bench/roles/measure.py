"""`python -m bench.roles.measure [FOLDER]`: how often roles are right in families left out whole."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from bench.figures import json_option, reference_folder, write_figures
from bench.roles.judging import Verdict, crossed, drawn_shows, judge
from bench.roles.programme import Programme, programmes, unseen
from bench.roles.variations import bare, confused, misheard, split
from pipeline.roles.crf import ROLES
from pipeline.roles.decision import Knowledge
from pipeline.transcript.model import Role

_THRESHOLDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98)
Reading = Callable[[Programme], Programme]
"""A programme as it is judged."""


@click.command()
@reference_folder
@click.option("--short", is_flag=True, help="Judge programmes only as they are.")
@json_option
def main(folder: Path, short: bool, json_file: Path | None) -> None:
    """Judge each family by what was learnt without it, the hard scripts by what comes with us."""
    data = list(programmes(folder))
    knowledge = crossed(data)
    readings: dict[str, Reading] = {"as it is": lambda programme: programme}
    if not short:
        readings |= {
            "bare": bare,
            "15 % of words wrong": lambda p: misheard(p, random.Random(p.name)),
            "and 7.5 % of turns": lambda p: confused(
                misheard(p, random.Random(p.name)), random.Random(p.name)
            ),
            "the main voice split in two": split,
        }
    figures: dict[str, Any] = {"known stations": known_stations(data)}
    for name, reading in readings.items():
        verdicts = [v for p in data for v in judge(reading(p), knowledge[p.family])]
        figures[name] = accuracy(f"Families left out, {name}", verdicts)
        if name == "as it is":
            figures["quotes"] = quotes(verdicts)
            figures["printed"] = printed(verdicts)
            for part in ("family", "kind"):
                by_part(part, verdicts)
            calibration(verdicts)
            mistakes(verdicts)
    hard = [v for p in unseen() for v in judge(p, Knowledge.packaged())]
    figures["hard"] = accuracy("Hard scripts, never fitted on, packaged weights", hard)
    write_figures("bench.roles.measure", figures, json_file)


def known_stations(data: Sequence[Programme]) -> dict[str, Any]:
    """Print and give the same for other shows of stations that are in the fit."""
    knowledge = crossed(data, drawn_shows)
    verdicts = [v for p in data if p.station for v in judge(p, knowledge[drawn_shows(p)])]
    return {**accuracy("Other shows of known stations", verdicts), "printed": printed(verdicts)}


def accuracy(name: str, verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Print and give the share of words whose likeliest role is right, and the confusion table in words."""
    table: Counter[tuple[Role, Role]] = Counter()
    for v in verdicts:
        table[v.true, v.likeliest] += v.words
    share = _right(verdicts)
    print(f"{name}: {share:.1%} of {table.total()} words; mean of families {_mean(verdicts):.1%}")
    rows = {str(role): {str(said): table[role, said] for said in ROLES} for role in ROLES}
    for true, row in rows.items():
        print(f"  {true:<14}", row)
    return {"right": share, "mean_of_families": _mean(verdicts), "words": table.total(), "confusion": rows}


def quotes(verdicts: Sequence[Verdict]) -> list[dict[str, float]]:
    """Print and give, by the chance from which a voice is quoted, what is false and what is printed."""
    true = sum(v.words for v in verdicts if v.true is Role.EXPERT)
    found = []
    for threshold in _THRESHOLDS:
        quoted = [v for v in verdicts if v.likeliest is Role.EXPERT and v.chance >= threshold]
        words = sum(v.words for v in quoted)
        right = sum(v.words for v in quoted if v.true is Role.EXPERT)
        row = {"from": threshold, "false": 1 - right / words, "printed": right / true}
        print(f"  quoted from {threshold:.2f}: {row['false']:.2%} false, {row['printed']:.0%} of all quotes")
        found.append(row)
    return found


def printed(verdicts: Sequence[Verdict]) -> dict[str, float]:
    """Print and give what becomes of the words of programmes of which nothing was told."""
    quoted = [v for v in verdicts if v.likeliest is Role.EXPERT and not v.unsure]
    experts = [v for v in verdicts if v.true is Role.EXPERT]
    row = {
        "false quotes": _share(quoted, lambda v: v.true is not Role.EXPERT),
        "true quotes printed": _share(experts, lambda v: v.likeliest is Role.EXPERT and not v.unsure),
        "quotes as narration": _share(experts, lambda v: v.likeliest is not Role.EXPERT and not v.unsure),
        "labelled": _share(verdicts, lambda v: v.unsure),
    }
    print("  " + ", ".join(f"{name} {share:.2%}" for name, share in row.items()))
    return row


def by_part(part: str, verdicts: Sequence[Verdict]) -> None:
    """Print the share that is right for each family, or kind, of programmes."""
    parts: defaultdict[str, list[Verdict]] = defaultdict(list)
    for v in verdicts:
        parts[getattr(v.programme, part)].append(v)
    for name, own in parts.items():
        programmes_ = {v.programme.name for v in own}
        print(
            f"  {name}: {_right(own):.1%} of {sum(v.words for v in own)} words, {len(programmes_)} programmes"
        )


def calibration(verdicts: Sequence[Verdict]) -> None:
    """Print how often voices taken for something with a given chance are it."""
    bins: defaultdict[int, list[Verdict]] = defaultdict(list)
    for v in verdicts:
        bins[min(9, int(v.chance * 10))].append(v)
    for bin_, found in sorted(bins.items()):
        words = sum(v.words for v in found)
        mean = sum(v.chance * v.words for v in found) / words
        count = sum(v.likeliest is v.true for v in found)
        print(
            f"  {bin_ / 10:.1f}: mean chance {mean:.2f}, right {_right(found):.2f}, {count} of {len(found)}"
        )


def mistakes(verdicts: Sequence[Verdict], most: int = 40) -> None:
    """Print the voices whose role is wrong, those that say most first."""
    wrong = [v for v in verdicts if v.likeliest is not v.true]
    for v in sorted(wrong, key=lambda v: -v.words)[:most]:
        who = f"{v.programme.name:28} {v.label:26}"
        print(f"  {who} {v.true} taken for {v.likeliest} ({v.chance:.2f}), {v.words} words")


def _right(verdicts: Sequence[Verdict]) -> float:
    return sum(v.words for v in verdicts if v.likeliest is v.true) / max(1, sum(v.words for v in verdicts))


def _share(verdicts: Sequence[Verdict], holds: Callable[[Verdict], bool]) -> float:
    return sum(v.words for v in verdicts if holds(v)) / max(1, sum(v.words for v in verdicts))


def _mean(verdicts: Sequence[Verdict]) -> float:
    families = dict.fromkeys(v.programme.family for v in verdicts)
    shares = [_right([v for v in verdicts if v.programme.family == family]) for family in families]
    return sum(shares) / max(1, len(shares))


if __name__ == "__main__":
    main()
