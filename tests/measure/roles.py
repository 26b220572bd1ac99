"""`python -m tests.measure.roles FOLDER`: fit the cue weights, and say how well they do on items left out.

Multinomial logistic regression by speaking time, with a Gaussian prior around weights set by hand: there are
few recordings, so the data may only move what the phrases mean by so much. Reference labels marked
as doubtful are left out.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from pipeline.roles.assign import counted, cues_of
from pipeline.roles.weights import BIAS, SURE_ENOUGH, WEIGHTS
from pipeline.types import Utterance
from tests.measure import role_prior

_ROLES = ("anchor", "correspondent", "expert")
_KINDS = tuple(WEIGHTS)
_LOOSENESS = 0.7
"""Standard deviation of the prior, in nats."""
_WORDS_PER_SECOND = 2.7
"""To give times to scripts that have none."""

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker of one item: features of the cues, seconds spoken, and the true role."""

    item: str
    label: str
    features: Matrix
    seconds: float
    role: int


def voices(folder: Path) -> Iterator[Voice]:
    """Every voice with a certain role."""
    for path in sorted((folder / "bnews-text").glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        turns = [Utterance(t["start"], t["end"], t["speaker"] or "?", t["text"]) for t in data["turns"]]
        roles = {name or "?": r["role"] for name, r in data["roles"].items() if r["confidence"] != "low"}
        yield from _voices(path.stem, turns, roles)
    for path in sorted((folder / "scripts").glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        yield from _voices(
            path.stem, _timed(data["turns"]), {turn["speaker"]: turn["role"] for turn in data["turns"]}
        )


def _timed(turns: Sequence[dict[str, str]]) -> list[Utterance]:
    moment, timed = 0.0, []
    for turn in turns:
        end = moment + len(turn["text"].split()) / _WORDS_PER_SECOND
        timed.append(Utterance(moment, end, turn["speaker"], turn["text"]))
        moment = end + 0.3
    return timed


def _voices(item: str, turns: Sequence[Utterance], roles: dict[str, str]) -> Iterator[Voice]:
    seconds: Counter[str] = Counter()
    for turn in turns:
        seconds[turn.speaker or ""] += turn.span.duration  # type: ignore[assignment]  # seconds are no whole numbers
    by_label = defaultdict(list)
    for cue in cues_of(turns, "en"):
        by_label[cue.label].append(cue)
    for label, role in roles.items():
        if role in _ROLES and seconds[label]:
            features = np.zeros(len(_KINDS) + 1)
            features[-1] = 1.0
            for cue in counted(by_label[label]):
                features[_KINDS.index(cue.kind)] += cue.strength
            yield Voice(item, label, features, seconds[label], _ROLES.index(role))


def prior() -> Matrix:
    """The weights set by hand, shape (kinds + bias, roles)."""
    return np.array([*(role_prior.PRIOR[kind] for kind in _KINDS), role_prior.BIAS], dtype=np.float64)


def packaged() -> Matrix:
    """The weights that the package uses, in the same shape."""
    return np.array([*WEIGHTS.values(), BIAS], dtype=np.float64)


def fit(data: Sequence[Voice], around: Matrix) -> Matrix:
    """Weights that make the true roles most probable, each voice counted by the root of its seconds."""
    x = np.array([voice.features for voice in data])
    y = np.array([voice.role for voice in data])
    count = np.sqrt([voice.seconds for voice in data])
    count *= len(count) / count.sum()

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        weights = flat.reshape(around.shape)
        chances = probabilities(x, weights)
        error = chances.copy()
        error[np.arange(len(y)), y] -= 1
        moved = (weights - around) / _LOOSENESS**2
        value = -float(count @ np.log(chances[np.arange(len(y)), y]))
        value += 0.5 * float(np.sum((weights - around) * moved))
        return value, (x.T @ (error * count[:, None]) + moved).ravel()

    result = minimize(loss, around.ravel(), jac=True, method="L-BFGS-B")
    return np.asarray(result.x).reshape(around.shape)


def probabilities(x: Matrix, weights: Matrix) -> Matrix:
    """Chance of each role, shape (voices, roles)."""
    scores = x @ weights
    exponents = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(exponents / exponents.sum(axis=1, keepdims=True))


def report(name: str, data: Sequence[Voice], chances: Matrix) -> None:
    """Accuracy by speaking time and the confusion table, in seconds."""
    table: Counter[tuple[str, str]] = Counter()
    for voice, chance in zip(data, chances, strict=True):
        best = int(chance.argmax())
        said = _ROLES[best] if chance[best] >= SURE_ENOUGH else "unknown"
        table[_ROLES[voice.role], said] += round(voice.seconds)
    right = sum(table[role, role] for role in _ROLES)
    print(f"{name}: {right / table.total():.1%} of {table.total()} s")
    for role in _ROLES:
        print(f"  {role:<14}", {said: table[role, said] for said in (*_ROLES, "unknown")})


def main(folder: Path) -> None:
    """Cross-validate by item, then fit on everything and print the table."""
    data = list(voices(folder))
    x = np.array([voice.features for voice in data])
    held_out = np.zeros((len(data), len(_ROLES)))
    for item in {voice.item for voice in data}:
        weights = fit([voice for voice in data if voice.item != item], prior())
        rows = [index for index, voice in enumerate(data) if voice.item == item]
        held_out[rows] = probabilities(x[rows], weights)
    report("weights set by hand", data, probabilities(x, prior()))
    report("weights in the package, fitted on all of it", data, probabilities(x, packaged()))
    report("fitted, each item left out in turn", data, held_out)
    for part, numeric in (("bnews-text", True), ("scripts", False)):
        rows = [index for index, voice in enumerate(data) if voice.item.isdigit() is numeric]
        report(f"  of these {part}", [data[index] for index in rows], held_out[rows])
    for kind, row in zip((*_KINDS, "BIAS"), fit(data, prior()), strict=True):
        print(f'    "{kind}": Weight({", ".join(f"{value:.2f}" for value in row)}),')


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/eval"))
