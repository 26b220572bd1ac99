"""`python -m tests.measure.roles [FOLDER]`: fit the weights of roles, and measure them.

A conditional random field (see `pipeline.roles.crf`), fitted on the chances of single voices, with a
Gaussian prior around weights set by hand: there are few programmes, so the data may only move what the clues
mean by so much. Measured on programmes left out of the fit. With `--write` the weights fitted on everything
are written into the package.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import pipeline.roles
from pipeline.roles.assign import scores_of
from pipeline.roles.crf import ROLES, Chances, decide
from pipeline.roles.evidence import CueSet, cues_of
from pipeline.roles.weights import SURE_ENOUGH, Weights, load_weights
from pipeline.transcript.model import Role
from tests.measure import role_prior
from tests.measure.programmes import (
    Programme,
    bare,
    programmes,
    split,
    unseen,
    without_airtime,
    without_words,
)
from tests.measure.role_field import Field, Numbers, Vocabulary, field, fit

WORDS = Vocabulary(tuple(role_prior.CUES), tuple(role_prior.LINKS))
_LOOSENESS = 0.5
"""Standard deviation of the prior, in nats; for ties and numbers half of it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One voice: what it is, what it was taken for, and how surely."""

    programme: Programme
    label: str
    true: Role
    said: Role
    chance: float
    seconds: float


def prior() -> Numbers:
    """The weights set by hand."""
    rows = [
        role_prior.BIAS,
        *role_prior.CUES.values(),
        *(row for link in role_prior.LINKS.values() for row in link),
    ]
    numbers = (*role_prior.NUMBERS_OF_ANCHORS, *role_prior.NUMBERS_OF_CORRESPONDENTS)
    return np.array([value for row in rows for value in row] + list(numbers))


def looseness() -> Numbers:
    """How far each weight may move."""
    loose = np.full(WORDS.size, _LOOSENESS)
    loose[WORDS.of_link(WORDS.links[0]) :] /= 2
    return loose


def seconds_of(programme: Programme) -> Counter[str]:
    """Milliseconds that each voice speaks."""
    spoken: Counter[str] = Counter()
    for turn in programme.turns:
        spoken[turn.speaker or ""] += round(1000 * turn.span.duration)
    return spoken


def field_of(programme: Programme) -> Field:
    """A programme as the fit needs it."""
    clues, spoken = cues_of(programme.turns, "en"), seconds_of(programme)
    true = [
        ROLES.index(programme.roles[label]) if label in programme.roles else None for label in clues.labels
    ]
    return field(clues, true, [spoken[label] / 1000 for label in clues.labels], WORDS)


def judge(programme: Programme, clues: CueSet, weights: Weights) -> Iterator[Verdict]:
    """What the pipeline's own decision makes of every voice whose role is known."""
    chances = decide(scores_of(clues, weights), clues.labels, {})
    spoken = seconds_of(programme)
    for label, true in programme.roles.items():
        if spoken[label]:
            said, chance = _said(chances[label])
            yield Verdict(programme, label, true, said, chance, spoken[label] / 1000)


def _said(chances: Chances) -> tuple[Role, float]:
    best = max(range(len(ROLES)), key=lambda index: chances[index])
    return (ROLES[best] if chances[best] >= SURE_ENOUGH else Role.UNKNOWN), chances[best]


def crossed(
    data: Sequence[Programme],
    seen: Callable[[Programme], Programme],
    judged: Callable[[Programme], Programme] | None = None,
) -> list[Verdict]:
    """Every programme, as `judged`, judged by weights that were fitted, as `seen`, without it."""
    judged = judged or seen
    verdicts: list[Verdict] = []
    fields = {p.name: [field_of(seen(p)), field_of(seen(bare(p)))] for p in data}
    for held in data:
        rest = [f for p in data if p.name != held.name for f in fields[p.name]]
        weights = WORDS.read(fit(rest, prior(), looseness()))
        heard = judged(held)
        verdicts += judge(heard, cues_of(heard.turns, "en"), weights)
    return verdicts


def accuracy(name: str, verdicts: Sequence[Verdict]) -> None:
    """Print the share of speaking time whose role is right, and the confusion table in seconds."""
    table: Counter[tuple[Role, Role]] = Counter()
    for v in verdicts:
        table[v.true, v.said] += round(v.seconds)
    right = sum(table[role, role] for role in ROLES)
    print(f"{name}: {right / max(1, table.total()):.1%} of {table.total()} s")
    for role in ROLES:
        print(f"  {role:<14}", {str(said): table[role, said] for said in (*ROLES, Role.UNKNOWN)})


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


def main(folder: Path, write: bool) -> None:
    """Cross-validate, print the tables, and fit on everything."""
    data = list(programmes(folder))
    verdicts = crossed(data, lambda p: p)
    accuracy("each programme left out in turn", verdicts)
    for kind in dict.fromkeys(p.kind for p in data):
        accuracy(f" {kind}", [v for v in verdicts if v.programme.kind == kind])
    hard = [v for p in unseen() for v in judge(p, cues_of(p.turns, "en"), load_weights())]
    accuracy("hard scripts, never fitted on, packaged weights", hard)
    calibration(verdicts)
    for v in sorted(verdicts, key=lambda v: -v.seconds):
        if v.said is not v.true:
            who = f"{v.programme.name:28} {v.label:26}"
            print(f"  {who} {v.true} taken for {v.said} ({v.chance:.2f}), {v.seconds:.0f} s")
    if "--short" not in sys.argv:
        accuracy("words hidden", crossed(data, without_words))
        accuracy("airtime hidden", crossed(data, without_airtime))
        accuracy("the main voice split in two", crossed(data, lambda p: p, split))
    if write:
        weights = WORDS.read(
            fit([f for p in data for f in (field_of(p), field_of(bare(p)))], prior(), looseness())
        )
        target = Path(pipeline.roles.__file__).parent / "weights.toml"
        target.write_text(_toml(weights), encoding="utf-8")


def _toml(weights: Weights) -> str:
    def row(numbers: Sequence[float]) -> str:
        return "[" + ", ".join(f"{round(number, 2) + 0.0:.2f}" for number in numbers) + "]"

    lines = [
        "# Written by `python -m tests.measure.roles --write`.",
        "# In nats; the order is anchor, correspondent, expert.",
        f"bias = {row(weights.bias)}",
        "# No, one, two, and more of them in a recording.",
        f"anchors = {row(weights.anchors)}",
        f"correspondents = {row(weights.correspondents)}",
        "",
        "[cues]",
        *(f"{kind} = {row(numbers)}" for kind, numbers in weights.cues.items()),
        "",
        "# The roles of the voice that does it down, of the other voice across.",
        "[links]",
        *(f"{kind} = [{', '.join(map(row, square))}]" for kind, square in weights.links.items()),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    folders = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    main(Path(folders[0] if folders else "../shared/eval"), "--write" in sys.argv)
