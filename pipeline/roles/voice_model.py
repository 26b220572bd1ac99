"""Chances of roles from the numbers of `features`, a row for each voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.roles.logistic import Numbers, Regression

_MOST = 4.0
"""Standard deviations beyond which a number says no more: a single oddity decides nothing."""


@dataclass(frozen=True, slots=True)
class VoiceModel:
    """A regression on standardised features. `mean` and `scale` have shape (features,)."""

    names: tuple[str, ...]
    mean: Numbers
    scale: Numbers
    regression: Regression

    def standardised(self, features: Numbers) -> Numbers:
        """The same shape, in standard deviations from the mean, within four of it."""
        return standardised(features, self.mean, self.scale)

    def log_chances(self, features: Numbers) -> Numbers:
        """Shape (voices, 3), of features of shape (voices, features)."""
        return self.regression.log_chances(self.standardised(features))

    def reasons(self, row: Numbers, role: int, most: int = 3) -> Sequence[str]:
        """The features of one voice that speak most for `role` rather than for the average role."""
        weights = self.regression.weights
        worth = self.standardised(row[None])[0] * (weights[:, role] - weights.mean(axis=1))
        order = np.argsort(-worth)[:most]
        return [self.names[place] for place in order if worth[place] > 0]


def standardised(features: Numbers, mean: Numbers, scale: Numbers) -> Numbers:
    """Features in standard deviations from the mean, clipped."""
    clipped: Numbers = np.clip((features - mean) / scale, -_MOST, _MOST)
    return clipped
