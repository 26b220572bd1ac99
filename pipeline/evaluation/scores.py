"""All scores of one recording, and of many together: one file a measure, one literal table of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any, TypeVar, cast

from pipeline.evaluation.calibration import CALIBRATION
from pipeline.evaluation.der import COLLAR, DER
from pipeline.evaluation.measure import Measure, Score
from pipeline.evaluation.names import NAMES
from pipeline.evaluation.quotes import QUOTES
from pipeline.evaluation.roles import ROLES
from pipeline.evaluation.sample import Sample
from pipeline.evaluation.sentence_starts import STARTS
from pipeline.evaluation.wer import CPWER, WER

_Score = TypeVar("_Score", bound=Score)

MEASURES: tuple[Measure[Any], ...] = (WER, CPWER, DER, ROLES, CALIBRATION, NAMES, QUOTES, STARTS)


@dataclass(frozen=True, slots=True)
class Scores:
    """What each measure says of one recording, as in `scores[WER]`; None where a side knows too little."""

    name: str
    by_measure: Mapping[str, Score | None]

    def __getitem__(self, measure: Measure[_Score]) -> _Score | None:
        return cast("_Score | None", self.by_measure[measure.name])

    def plain(self) -> dict[str, Any]:
        """Figures only, null for what is not known."""
        figures = {name: found and found.plain() for name, found in self.by_measure.items()}
        return {"name": self.name} | figures


def score(
    reference: Sample,
    hypothesis: Sample,
    collar: float = COLLAR,
    measures: Sequence[Measure[Any]] = MEASURES,
) -> Scores:
    """Compare all that both sides know; `collar` is for the turns, in seconds."""
    found = {measure.name: measure.compare(reference, hypothesis, collar) for measure in measures}
    return Scores(reference.name, found)


def overall(scores: Sequence[Scores], name: str) -> Scores:
    """Errors and totals added up. All must have the same measures."""
    names = scores[0].by_measure if scores else ()
    return Scores(name, {measure: _sum([one.by_measure[measure] for one in scores]) for measure in names})


def _sum(found: Sequence[Score | None]) -> Score | None:
    known = [one for one in found if one is not None]
    return reduce(add, known) if known else None
