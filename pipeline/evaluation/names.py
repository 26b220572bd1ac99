"""Whether voices have their own names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.evaluation.error_rate import ErrorRate
from pipeline.evaluation.measure import Measure
from pipeline.evaluation.sample import Sample
from pipeline.evaluation.wer import normal_words, side_by_side
from pipeline.roles.name_similarity import name_parts


@dataclass(frozen=True, slots=True)
class NameScores:
    """`false_names` counts voices with another's name, of those that have one and whose own is known;
    `missed_names` voices of the reference that have a name, and in the hypothesis none or another's.
    """

    false_names: ErrorRate
    missed_names: ErrorRate

    def __add__(self, other: NameScores) -> NameScores:
        return NameScores(self.false_names + other.false_names, self.missed_names + other.missed_names)

    def cells(self) -> tuple[str, ...]:
        """The rate of names that are wrong."""
        return (str(self.false_names),)

    def plain(self) -> dict[str, Any]:
        """The rates by name."""
        return {"wrong": self.false_names.plain(), "missing": self.missed_names.plain()}


def name_scores(reference: Sample, hypothesis: Sample) -> NameScores | None:
    """None where nobody has a name in the reference, or words of voices are not known on both sides."""
    if not reference.names or reference.said is None or hypothesis.said is None:
        return None
    shared = _shared_words(reference, hypothesis)
    theirs = _partners({(ours, label): count for (label, ours), count in shared.items()})
    false = [
        not _is_same(name, reference.names[theirs[label]])
        for label, name in hypothesis.names.items()
        if theirs.get(label) in reference.names
    ]
    ours = _partners(shared)
    missed = [
        not _is_same(name, hypothesis.names.get(ours.get(label, ""), ""))
        for label, name in reference.names.items()
    ]
    return NameScores(ErrorRate(sum(false), len(false)), ErrorRate(sum(missed), len(missed)))


def _shared_words(reference: Sample, hypothesis: Sample) -> Counter[tuple[str, str]]:
    """Words by who says them in the reference, and in the hypothesis."""
    true, heard = (
        normal_words(((u.text, u.speaker or "") for u in side.said or ()), side.language)
        for side in (reference, hypothesis)
    )
    return Counter((one, other) for one, other, _ in side_by_side(true, heard))


def _partners(shared: Mapping[tuple[str, str], int]) -> dict[str, str]:
    """For each voice of one side that with which it shares most words."""
    order = sorted(shared, key=lambda pair: (shared[pair], pair))
    return {one: other for one, other in order if one and other}


def _is_same(one: str, other: str) -> bool:
    """Whether one name is the other, or a part of it."""
    parts = set(name_parts(one)), set(name_parts(other))
    return bool(parts[0] and parts[1]) and (parts[0] <= parts[1] or parts[1] <= parts[0])


NAMES = Measure(
    "names",
    ("names",),
    "names: voices with another's",
    lambda reference, hypothesis, _: name_scores(reference, hypothesis),
)
