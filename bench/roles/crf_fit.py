"""The random field of `pipeline.roles.crf` for fitting: features and slopes over all assignments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from pipeline.roles.crf import ROLES
from pipeline.roles.evidence import CueSet, counted
from pipeline.roles.weights import Weights

Numbers = NDArray[np.float64]
_MOST = 6
"""Voices of a programme that are weighed against each other while fitting."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Which kinds of cues and links have weights, and where these stand in the vector of all weights."""

    cues: tuple[str, ...]
    links: tuple[str, ...]

    @property
    def size(self) -> int:
        """Length of the vector: bias, cues, links, numbers of anchors and of correspondents."""
        return 3 * (1 + len(self.cues)) + 9 * len(self.links) + 8

    def of_cue(self, kind: str | None) -> int:
        """Where the three weights of a cue begin; None is the bias."""
        return 0 if kind is None else 3 * (1 + self.cues.index(kind))

    def of_link(self, kind: str) -> int:
        """Where the nine weights of a link begin."""
        return 3 * (1 + len(self.cues)) + 9 * self.links.index(kind)

    @property
    def of_numbers(self) -> int:
        """Where the eight weights of numbers begin."""
        return self.size - 8

    def read(self, vector: Numbers) -> Weights:
        """The vector as the package has it."""

        def part(at: int, size: int = 3) -> Numbers:
            return vector[at : at + size].astype(np.float64)

        cues = {kind: part(self.of_cue(kind)) for kind in self.cues}
        links = {kind: part(self.of_link(kind), 9).reshape(3, 3) for kind in self.links}
        return Weights(part(0), cues, links, part(self.of_numbers, 4), part(self.of_numbers + 4, 4))


@dataclass(frozen=True, slots=True)
class Field:
    """One programme: features of every assignment, shape (assignments, weights), and its roles."""

    features: Numbers
    roles: NDArray[np.int64]
    true: tuple[int | None, ...]
    counts: tuple[float, ...]


def field(clues: CueSet, true: Sequence[int | None], seconds: Sequence[float], words: Vocabulary) -> Field:
    """`true` and `seconds` follow `clues.labels`; a role that is not known is None."""
    labels = clues.labels[:_MOST]
    roles = np.array(list(product(range(len(ROLES)), repeat=len(labels))))
    features = np.zeros((len(roles), words.size))
    rows = np.arange(len(roles))
    for index, label in enumerate(labels):
        features[rows, words.of_cue(None) + roles[:, index]] += 1
        for cue in counted([cue for cue in clues.cues if cue.label == label]):
            features[rows, words.of_cue(cue.kind) + roles[:, index]] += cue.strength
    for link in clues.links:
        if link.of in labels and link.to in labels:
            pair = 3 * roles[:, labels.index(link.of)] + roles[:, labels.index(link.to)]
            features[rows, words.of_link(link.kind) + pair] += 1
    for role in (0, 1):
        features[rows, words.of_numbers + 4 * role + np.minimum(3, (roles == role).sum(axis=1))] += 1
    return Field(features, roles, tuple(true[:_MOST]), tuple(np.sqrt(seconds[:_MOST])))


def fit(fields: Sequence[Field], around: Numbers, looseness: Numbers) -> Numbers:
    """Weights that make each voice's true role most probable, voices counted by the root of their seconds.

    A Gaussian prior of standard deviation `looseness` holds them near `around`.
    """
    scale = sum(sum(f.counts) for f in fields) / sum(len(f.counts) for f in fields)

    def loss(vector: Numbers) -> tuple[float, Numbers]:
        moved = (vector - around) / looseness**2
        value, gradient = 0.5 * float((vector - around) @ moved), moved.copy()
        for f in fields:
            lost, pull = _loss(f, vector)
            value += lost / scale
            gradient += (pull / scale) @ f.features
        return value, gradient

    return np.asarray(minimize(loss, around, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x)


def _loss(f: Field, vector: Numbers) -> tuple[float, Numbers]:
    """Minus the weighted log-chances of the true roles, and its slope by each assignment's score."""
    scores = f.features @ vector
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    value, pull = 0.0, np.zeros_like(chances)
    for index, (true, count) in enumerate(zip(f.true, f.counts, strict=True)):
        if true is None:
            continue
        agreeing = np.where(f.roles[:, index] == true, chances, 0.0)
        share = max(float(agreeing.sum()), 1e-12)
        value -= count * float(np.log(share))
        pull += count * (chances - agreeing / share)
    return value, pull
