"""Multinomial logistic regression: chances of roles from a row of numbers, and the fit of it.

With a Gaussian prior around given weights, whose precision is what is called L2 regularisation where that
centre is zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Regression:
    """`weights`, shape (columns, 3), and `bias`, shape (3,), in nats, in the order of `crf.ROLES`."""

    weights: Numbers
    bias: Numbers

    def log_chances(self, rows: Any) -> Numbers:
        """Logarithms of the chances of each role, shape (rows, 3); `rows` may be a sparse matrix."""
        scores = np.asarray(rows @ self.weights) + self.bias
        scores = scores - scores.max(axis=1, keepdims=True)
        normalized: Numbers = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        return normalized


def fit(
    rows: Any,
    roles: NDArray[np.int64],
    counts: Numbers,
    strength: float,
    prior: Regression,
    *,
    held_bias: float = 0.0,
) -> Regression:
    """The most probable weights. `rows` have shape (rows, columns) and may be sparse.

    `counts` say how much each row counts; they should have a mean of one. `strength` is how much the rows
    count against the prior (scikit-learn's C). The bias is free, or held by its prior with a precision of
    `held_bias`: rows without one of the roles would else rule that role out.
    """
    from scipy.optimize import minimize

    true = np.eye(3)[roles]
    shape = (len(prior.weights) + 1, 3)

    def loss(vector: Numbers) -> tuple[float, Numbers]:
        table = vector.reshape(shape)
        logs = Regression(table[:-1], table[-1]).log_chances(rows)
        lost = -float((counts * logs[np.arange(len(roles)), roles]).sum())
        pull = counts[:, None] * (np.exp(logs) - true)
        moved, shifted = table[:-1] - prior.weights, table[-1] - prior.bias
        held = held_bias * shifted
        slope = np.vstack([strength * np.asarray(rows.T @ pull) + moved, strength * pull.sum(axis=0) + held])
        cost = 0.5 * float((moved**2).sum()) + 0.5 * float((held * shifted).sum())
        return strength * lost + cost, slope.ravel()

    begin = np.vstack([prior.weights, prior.bias]).ravel()
    found = minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    table = np.asarray(found.x).reshape(shape)
    return Regression(table[:-1], table[-1])


def nothing(columns: int) -> Regression:
    """All zero: every role as probable as the others."""
    return Regression(np.zeros((columns, 3)), np.zeros(3))
