from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.roles.crf import MOST_WEIGHED, ROLES, Potentials, decide
from pipeline.transcript.model import Role

_EVEN = (0.0, 0.0, 0.0)
_FREE = (0.0, 0.0, 0.0, 0.0)
_QUOTES = ((0.0, 0.0, 0.0), (0.0, 0.0, 3.0), (0.0, 0.0, 0.0))
"""A correspondent speaks around an expert."""

numbers = st.floats(-3, 3)
rows = st.tuples(numbers, numbers, numbers)
Row = Sequence[float]


def potentials(
    voices: Mapping[str, Row],
    pairs: Mapping[tuple[str, str], Sequence[Row]],
    anchors: Row = _FREE,
    correspondents: Row = _FREE,
) -> Potentials:
    """Potentials from plain numbers."""
    return Potentials(
        {label: np.array(row) for label, row in voices.items()},
        {pair: np.array(tie) for pair, tie in pairs.items()},
        np.array(anchors),
        np.array(correspondents),
    )


def test_voices_without_ties_are_judged_by_their_own_worth() -> None:
    chances = decide(potentials({"A": (2.0, 0.0, 0.0), "B": _EVEN}, {}), ["A", "B"], {})
    assert chances["A"][0] == pytest.approx(0.787, abs=0.001)
    assert chances["B"] == pytest.approx((1 / 3, 1 / 3, 1 / 3))


def test_a_tie_decides_for_a_voice_that_says_nothing_of_itself() -> None:
    scores = potentials({"A": (0.0, 4.0, 0.0), "B": _EVEN}, {("A", "B"): _QUOTES})
    assert decide(scores, ["A", "B"], {})["B"][2] > 0.85


def test_a_second_anchor_can_be_made_unlikely() -> None:
    voices = {"A": (2.0, 0.0, 0.0), "B": (1.0, 0.5, 0.0)}
    alone = decide(potentials(voices, {}), ["A", "B"], {})
    few = decide(potentials(voices, {}, (0.0, 1.0, -2.0, -2.0)), ["A", "B"], {})
    assert max(alone["B"]) == alone["B"][0]
    assert max(few["B"]) == few["B"][1]


def test_a_role_that_is_settled_stays_and_bears_on_the_others() -> None:
    scores = potentials({"A": (9.0, 0.0, 0.0), "B": _EVEN}, {("A", "B"): _QUOTES})
    chances = decide(scores, ["A", "B"], {"A": Role.CORRESPONDENT})
    assert chances["A"].tolist() == [0.0, 1.0, 0.0]
    assert chances["B"][2] > 0.85


def test_two_hundred_voices_are_judged_without_delay() -> None:
    labels = [f"S{number}" for number in range(200)]
    pairs = dict.fromkeys(pairwise(labels), _QUOTES)
    chances = decide(potentials(dict.fromkeys(labels, (0.0, 1.0, 0.5)), pairs), labels, {})
    assert list(chances) == labels
    assert len(labels) > MOST_WEIGHED


def test_nobody_speaks_and_nobody_is_judged() -> None:
    assert decide(potentials({}, {}), [], {}) == {}


@given(st.lists(rows, min_size=1, max_size=4), st.tuples(rows, rows, rows), st.tuples(*[numbers] * 4))
def test_chances_are_those_of_adding_up_every_assignment(
    voices: list[Row], tie: Sequence[Row], worth: tuple[float, float, float, float]
) -> None:
    labels = [str(index) for index in range(len(voices))]
    pairs = dict.fromkeys(pairwise(labels), tie)
    scores = potentials(dict(zip(labels, voices, strict=True)), pairs, worth)
    sums = [[0.0] * 3 for _ in labels]
    for roles in product(range(3), repeat=len(labels)):
        score = sum(voice[role] for voice, role in zip(voices, roles, strict=True))
        score += sum(tie[a][b] for a, b in pairwise(roles))
        score += worth[min(3, roles.count(0))]
        for index, role in enumerate(roles):
            sums[index][role] += 2.718281828459045**score
    for index, chances in enumerate(decide(scores, labels, {}).values()):
        assert chances == pytest.approx([value / sum(sums[index]) for value in sums[index]], abs=1e-6)
        assert sum(chances) == pytest.approx(1)


def test_the_roles_of_weights_are_anchor_correspondent_expert() -> None:
    assert ROLES == (Role.ANCHOR, Role.CORRESPONDENT, Role.EXPERT)
