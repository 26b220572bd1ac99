"""Roles for a whole recording at once: what one voice is bears on what the others can be.

A conditional random field over the voices (Lafferty, McCallum and Pereira, ICML 2001). Each assignment of
roles to voices has a score: what the cues of every voice are worth, how well the roles of tied voices fit,
and how usual that many anchors and correspondents are. All assignments of the voices that speak most are
weighed, so their marginals are exact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from pipeline.transcript.model import Role

ROLES = (Role.ANCHOR, Role.CORRESPONDENT, Role.EXPERT)
"""The roles a voice may have, in the order of every axis of weights and potentials."""
MOST_WEIGHED = 6
"""Voices weighed against each other: beyond six, roles were right no more often."""
_COUNTED = 3
"""So many anchors, or more, are all the same."""

Unary = NDArray[np.float64]
"""Shape (3,): a number for each of ROLES."""
Pairwise = NDArray[np.float64]
"""Shape (3, 3): a number for each pair of roles, the first voice's down, the second's across."""


@dataclass(frozen=True, slots=True)
class Potentials:
    """The worth in nats of every role of each voice, of pairs of roles of tied voices, and of numbers.

    `anchors` and `correspondents`, shape (4,), are the worth of none, one, two, and more of them.
    """

    unary: Mapping[str, Unary]
    pairwise: Mapping[tuple[str, str], Pairwise]
    anchors: NDArray[np.float64]
    correspondents: NDArray[np.float64]

    def cooled(self, temperature: float) -> Potentials:
        """The same divided by a temperature; above one, chances are less sure."""
        return Potentials(
            {label: worth / temperature for label, worth in self.unary.items()},
            {pair: worth / temperature for pair, worth in self.pairwise.items()},
            self.anchors / temperature,
            self.correspondents / temperature,
        )


def decide(potentials: Potentials, labels: Sequence[str], settled: Mapping[str, Role]) -> dict[str, Unary]:
    """The chance of every role for each of `labels`, the voices that speak most first.

    `settled` roles are known and certain. Voices after the first MOST_WEIGHED unsettled ones are judged one
    by one, given what is most likely of those.
    """
    fixed = {label: ROLES.index(role) for label, role in settled.items() if role in ROLES}
    free = [label for label in labels if label not in fixed]
    weighed, others = free[:MOST_WEIGHED], free[MOST_WEIGHED:]
    chances = {label: np.eye(len(ROLES))[role] for label, role in fixed.items() if label in labels}
    chances |= _marginals(potentials, weighed, fixed)
    likeliest = fixed | {label: int(chances[label].argmax()) for label in weighed}
    for label in others:
        chances |= _marginals(potentials, [label], likeliest)
    return {label: chances[label] for label in labels}


def _marginals(potentials: Potentials, labels: Sequence[str], fixed: Mapping[str, int]) -> dict[str, Unary]:
    """The chances of each of `labels`, given the roles of the fixed voices."""
    score = np.zeros((len(ROLES),) * len(labels))
    for axis, label in enumerate(labels):
        score += _along(_given(potentials, label, fixed), (axis,), len(labels))
    for axes in combinations(range(len(labels)), 2):
        one, other = (labels[axis] for axis in axes)
        score += _along(_between(potentials, one, other), axes, len(labels))
    score += _numbers(potentials, score.shape, fixed)
    chances = np.exp(score - score.max())
    chances /= chances.sum()
    return {label: np.moveaxis(chances, axis, 0).reshape(3, -1).sum(1) for axis, label in enumerate(labels)}


def _along(values: NDArray[np.float64], axes: Sequence[int], voices: int) -> NDArray[np.float64]:
    """The values on these axes of an array with an axis for each of so many voices."""
    return values.reshape([len(ROLES) if axis in axes else 1 for axis in range(voices)])


def _given(potentials: Potentials, label: str, fixed: Mapping[str, int]) -> Unary:
    """The worth of each role of a voice, its ties to the fixed voices included."""
    ties = (_between(potentials, other, label)[role] for other, role in fixed.items())
    return sum(ties, start=potentials.unary[label])


def _between(potentials: Potentials, one: str, other: str) -> Pairwise:
    """The ties of two voices in both directions, the roles of `one` down."""
    nothing = np.zeros((len(ROLES), len(ROLES)))
    there, back = (potentials.pairwise.get(pair, nothing) for pair in ((one, other), (other, one)))
    return there + back.T


def _numbers(potentials: Potentials, shape: tuple[int, ...], fixed: Mapping[str, int]) -> NDArray[np.float64]:
    """How usual the numbers of anchors and correspondents are in each assignment."""
    worth = np.zeros(shape)
    roles = np.indices(shape)
    for role, usual in enumerate((potentials.anchors, potentials.correspondents)):
        count = sum(known == role for known in fixed.values()) + (roles == role).sum(axis=0)
        worth += usual[np.minimum(_COUNTED, count)]
    return worth
