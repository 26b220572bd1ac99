"""Which role was taken for which, by speaking time, or by words where there are no times."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pipeline.evaluation.error_rate import ErrorRate
from pipeline.evaluation.measure import Measure
from pipeline.evaluation.sample import Sample
from pipeline.evaluation.wer import normal_words, side_by_side
from pipeline.transcript.model import Role, Utterance

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
    if not reference.roles or reference.said is None or hypothesis.said is None or not hypothesis.roles:
        return None
    if reference.timed and hypothesis.timed:
        return Confusion(seconds=_by_time(reference, hypothesis))
    return Confusion(words=_by_words(reference, hypothesis))


def _by_time(reference: Sample, hypothesis: Sample) -> dict[tuple[str, str], float]:
    amounts: dict[tuple[str, str], float] = defaultdict(float)
    for turn in reference.said or ():
        true = reference.roles.get(turn.speaker or "", Role.UNKNOWN)
        if true is Role.UNKNOWN:
            continue
        over = [u for u in hypothesis.said or () if u.start < turn.end and turn.start < u.end]
        times = (time for u in over for time in (u.start, u.end))
        inside = (min(max(time, turn.start), turn.end) for time in times)
        for start, end in pairwise(sorted({turn.start, turn.end, *inside})):
            said = _said(true, [u for u in over if u.start < end and start < u.end], hypothesis.roles)
            amounts[true.value, said] += end - start
    return dict(amounts)


def _said(true: Role, speaking: list[Utterance], roles: Mapping[str, Role]) -> str:
    """The role of whoever speaks; of several, the right one if it is among them."""
    heard = [roles.get(utterance.speaker or "", Role.UNKNOWN) for utterance in speaking]
    return true.value if true in heard else heard[0].value if heard else NOBODY


def _by_words(reference: Sample, hypothesis: Sample) -> dict[tuple[str, str], float]:
    sides = [
        normal_words(
            ((u.text, side.roles.get(u.speaker or "", Role.UNKNOWN)) for u in side.said or ()), side.language
        )
        for side in (reference, hypothesis)
    ]
    amounts = Counter(
        (true.value, said.value) for true, said, _ in side_by_side(*sides) if true is not Role.UNKNOWN
    )
    total = Counter(true.value for _, true in sides[0] if true is not Role.UNKNOWN)
    for true, count in total.items():
        missing = count - sum(n for (one, _), n in amounts.items() if one == true)
        if missing:
            amounts[true, NOBODY] += missing
    return {key: float(value) for key, value in amounts.items()}


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
