"""Roles for a whole recording at once: what one voice is bears on what the others can be.

A conditional random field over the voices. Each assignment of roles to voices has a score: what the cues of
every voice are worth, how well the roles of tied voices fit, and how usual that many anchors and
correspondents are. All assignments of the voices that speak most are weighed, so their chances are exact.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.transcript.model import Role

ROLES = (Role.ANCHOR, Role.CORRESPONDENT, Role.EXPERT)
"""The roles a voice may have, in the order of every row of weights."""
MOST_WEIGHED = 7
"""Voices weighed against each other; 3 ** 7 assignments take some milliseconds."""
_COUNTED = 3
"""So many anchors, or more, are all the same."""

Chances = tuple[float, float, float]
"""A number for each of ROLES."""
Square = tuple[Chances, Chances, Chances]
"""A number for each pair of roles: the first voice's down, the second's across."""


@dataclass(frozen=True, slots=True)
class Scores:
    """The worth in nats of every role for each voice, of pairs of roles for tied voices, and of numbers."""

    voices: Mapping[str, Chances]
    pairs: Mapping[tuple[str, str], Square]
    anchors: Sequence[float]
    correspondents: Sequence[float]


def decide(scores: Scores, labels: Sequence[str], settled: Mapping[str, Role]) -> dict[str, Chances]:
    """The chance of every role for each of `labels`, the voices that speak most first.

    `settled` roles are known and certain. Voices after the first MOST_WEIGHED unsettled ones are judged one
    by one, given what is most likely of those.
    """
    fixed = {label: ROLES.index(role) for label, role in settled.items() if role in ROLES}
    free = [label for label in labels if label not in fixed]
    weighed, others = free[:MOST_WEIGHED], free[MOST_WEIGHED:]
    chances = {label: _certain(index) for label, index in fixed.items() if label in labels}
    chances |= _weigh(scores, weighed, fixed)
    likeliest = fixed | {label: _best(chances[label]) for label in weighed}
    for label in others:
        chances |= _weigh(scores, [label], likeliest)
    return {label: chances[label] for label in labels}


def _weigh(scores: Scores, labels: Sequence[str], fixed: Mapping[str, int]) -> dict[str, Chances]:
    """Add up all assignments of roles to `labels`, given the fixed ones."""
    if not labels:
        return {}
    alone = [_given(scores, label, fixed) for label in labels]
    tied = [
        [_between(scores, earlier, label) for earlier in labels[:index]] for index, label in enumerate(labels)
    ]
    counts = [sum(1 for index in fixed.values() if index == role) for role in (0, 1)]
    found: list[tuple[float, tuple[int, ...]]] = []

    def extend(score: float, roles: tuple[int, ...]) -> None:
        index = len(roles)
        if index == len(labels):
            found.append((score + _numbers(scores, counts, roles), roles))
            return
        for role in range(len(ROLES)):
            fit = sum(square[one][role] for square, one in zip(tied[index], roles, strict=True))
            extend(score + alone[index][role] + fit, (*roles, role))

    extend(0.0, ())
    return _shares(found, labels)


def _shares(found: Sequence[tuple[float, tuple[int, ...]]], labels: Sequence[str]) -> dict[str, Chances]:
    highest = max(score for score, _ in found)
    sums = [[0.0] * len(ROLES) for _ in labels]
    total = 0.0
    for score, roles in found:
        share = math.exp(score - highest)
        total += share
        for index, role in enumerate(roles):
            sums[index][role] += share
    return {
        label: (row[0] / total, row[1] / total, row[2] / total)
        for label, row in zip(labels, sums, strict=True)
    }


def _given(scores: Scores, label: str, fixed: Mapping[str, int]) -> list[float]:
    """The worth of each role of a voice, its ties to the fixed voices included."""
    worth = list(scores.voices[label])
    for other, role in fixed.items():
        square = _between(scores, other, label)
        worth = [value + square[role][own] for own, value in enumerate(worth)]
    return worth


def _between(scores: Scores, one: str, other: str) -> list[list[float]]:
    """The ties of two voices in both directions, the roles of `one` down."""
    there, back = scores.pairs.get((one, other), _NOTHING), scores.pairs.get((other, one), _NOTHING)
    return [[there[a][b] + back[b][a] for b in range(len(ROLES))] for a in range(len(ROLES))]


def _numbers(scores: Scores, counts: Sequence[int], roles: Sequence[int]) -> float:
    anchors, correspondents = (min(_COUNTED, counts[role] + roles.count(role)) for role in (0, 1))
    return scores.anchors[anchors] + scores.correspondents[correspondents]


def _certain(index: int) -> Chances:
    return (float(index == 0), float(index == 1), float(index == 2))


def _best(chances: Chances) -> int:
    return max(range(len(ROLES)), key=lambda index: chances[index])


_NOTHING: Square = ((0.0, 0.0, 0.0), (0.0, 0.0, 0.0), (0.0, 0.0, 0.0))
