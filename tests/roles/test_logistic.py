"""Regression on made-up rows."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.roles.logistic import Regression, fit, nothing

_ROWS = np.array([[1.0, 0.0], [0.9, 0.1], [0.0, 1.0], [0.1, 0.9], [-1.0, -1.0], [-0.9, -1.1]])
_ROLES = np.array([0, 0, 1, 1, 2, 2])


def test_chances_sum_to_one_and_nothing_learnt_favours_nobody() -> None:
    logs = nothing(2).log_chances(_ROWS)
    assert np.exp(logs).sum(axis=1) == pytest.approx(1.0)
    assert np.exp(logs) == pytest.approx(1 / 3)


def test_roles_that_rows_tell_apart_are_learnt() -> None:
    found = fit(_ROWS, _ROLES, np.ones(6), 10.0, nothing(2))
    assert list(found.log_chances(_ROWS).argmax(axis=1)) == list(_ROLES)


def test_a_strong_prior_is_left_only_as_far_as_the_rows_insist() -> None:
    prior = Regression(np.array([[3.0, 0.0, -3.0], [0.0, 3.0, -3.0]]), np.zeros(3))
    little = fit(_ROWS[:1], np.array([2]), np.ones(1), 1e-4, prior)
    much = fit(_ROWS[:1], np.array([2]), np.ones(1), 10.0, prior)
    assert little.weights == pytest.approx(prior.weights, abs=0.01)
    assert int(much.log_chances(_ROWS[:1]).argmax()) == 2


def test_scores_however_large_give_chances() -> None:
    logs = Regression(np.array([[1e6, 0.0, -1e6]]), np.zeros(3)).log_chances(np.array([[1e3]]))
    assert np.exp(logs).tolist() == [[1.0, 0.0, 0.0]]
