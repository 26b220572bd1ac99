"""Whether roles are right as often as their confidence says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.evaluation.measure import Measure
from pipeline.evaluation.role_pairs import has_roles, role_of, role_pairs
from pipeline.evaluation.sample import Sample
from pipeline.transcript.model import Role

_BINS = 10
"""Of confidence, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Speech whose roles were about equally sure: how much, how sure and how much of it right.

    Seconds, or words of references without times; `promised` is the sum of amount times confidence.
    """

    amount: float = 0.0
    promised: float = 0.0
    right: float = 0.0

    def __add__(self, other: Bin) -> Bin:
        return Bin(self.amount + other.amount, self.promised + other.promised, self.right + other.right)

    def plain(self) -> dict[str, float]:
        """Mean confidence, share that is right, and amount."""
        return {
            "confidence": round(self.promised / self.amount, 4),
            "right": round(self.right / self.amount, 4),
            "amount": round(self.amount, 3),
        }


@dataclass(frozen=True, slots=True)
class Calibration:
    """`bins` by number, from 0 for the least sure."""

    bins: Mapping[int, Bin] = field(default_factory=dict)

    def __add__(self, other: Calibration) -> Calibration:
        numbers = {**self.bins, **other.bins}
        return Calibration({n: self.bins.get(n, Bin()) + other.bins.get(n, Bin()) for n in numbers})

    @property
    def error(self) -> float:
        """Expected calibration error, 0 to 1: how far confidence is from the share right, over all bins.

        After Naeini et al., AAAI (2015).
        """
        total = sum(found.amount for found in self.bins.values())
        return sum(abs(found.promised - found.right) for found in self.bins.values()) / total

    def cells(self) -> tuple[str, ...]:
        """The error in percent."""
        return (f"{100 * self.error:.1f} %",) if self.bins else ("-",)

    def plain(self) -> dict[str, Any] | None:
        """The error and the reliability table; None where no role has a confidence."""
        if not self.bins:
            return None
        return {"error": round(self.error, 4), "bins": [self.bins[n].plain() for n in sorted(self.bins)]}


def calibration(reference: Sample, hypothesis: Sample) -> Calibration | None:
    """Of voices whose role the hypothesis tells with a confidence; None where roles are not known."""
    if not has_roles(reference, hypothesis):
        return None
    bins: defaultdict[int, Bin] = defaultdict(Bin)
    for (true, label), amount in role_pairs(reference, hypothesis).items():
        said, chance = role_of(hypothesis, label), hypothesis.confidence.get(label or "")
        if chance is not None and said is not Role.UNKNOWN:
            bins[min(_BINS - 1, int(chance * _BINS))] += Bin(amount, amount * chance, amount * (said is true))
    return Calibration(dict(bins))


CALIBRATION = Measure(
    "calibration",
    ("calibr.",),
    "calibr.: confidence of roles against how often they are right",
    lambda reference, hypothesis, _: calibration(reference, hypothesis),
)
