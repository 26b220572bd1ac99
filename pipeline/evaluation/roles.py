"""Which role was taken for which, by speaking time, or by words where there are no times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.evaluation.error_rate import ErrorRate
from pipeline.evaluation.measure import Measure
from pipeline.evaluation.role_pairs import has_roles, is_timed, role_of, role_pairs
from pipeline.evaluation.sample import Sample

NOBODY = "nobody"
"""Said where the hypothesis has no speech."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """`amounts` of each (true role, said role): seconds, and words of references without times."""

    seconds: Mapping[tuple[str, str], float] = field(default_factory=dict)
    words: Mapping[tuple[str, str], float] = field(default_factory=dict)

    def __add__(self, other: Confusion) -> Confusion:
        return Confusion(_added(self.seconds, other.seconds), _added(self.words, other.words))

    @property
    def by_time(self) -> ErrorRate:
        """Seconds in a wrong role, `unknown` or nobody's included, of those whose role is known."""
        return _rate(self.seconds)

    @property
    def by_words(self) -> ErrorRate:
        """The same in words."""
        return _rate(self.words)

    def cells(self) -> tuple[str, ...]:
        """Seconds and words in one: a recording has either."""
        return (str(self.by_time + self.by_words),)

    def plain(self) -> dict[str, Any]:
        """By unit the rate, and how much of each true role was taken for which."""
        return {
            unit: {"errors": rate.plain(), "confusion": _nested(amounts)}
            for unit, rate, amounts in (
                ("seconds", self.by_time, self.seconds),
                ("words", self.by_words, self.words),
            )
            if amounts
        }


def role_confusion(reference: Sample, hypothesis: Sample) -> Confusion | None:
    """None where the roles of either side are not known."""
    if not has_roles(reference, hypothesis):
        return None
    amounts: defaultdict[tuple[str, str], float] = defaultdict(float)
    for (true, label), amount in role_pairs(reference, hypothesis).items():
        said = NOBODY if label is None else role_of(hypothesis, label).value
        amounts[true.value, said] += amount
    if is_timed(reference, hypothesis):
        return Confusion(seconds=dict(amounts))
    return Confusion(words=dict(amounts))


def _added(
    one: Mapping[tuple[str, str], float], other: Mapping[tuple[str, str], float]
) -> dict[tuple[str, str], float]:
    return {key: one.get(key, 0.0) + other.get(key, 0.0) for key in {**one, **other}}


def _rate(amounts: Mapping[tuple[str, str], float]) -> ErrorRate:
    wrong = sum(value for (true, said), value in amounts.items() if true != said)
    return ErrorRate(wrong, sum(amounts.values()))


def _nested(amounts: Mapping[tuple[str, str], float]) -> dict[str, dict[str, float]]:
    table: dict[str, dict[str, float]] = {}
    for (true, said), amount in sorted(amounts.items()):
        table.setdefault(true, {})[said] = round(amount, 3)
    return table


ROLES = Measure(
    "roles",
    ("roles",),
    "roles: speaking time in a wrong one",
    lambda reference, hypothesis, _: role_confusion(reference, hypothesis),
)
