"""How far the times at which sentences begin are off."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import Any

from pipeline.evaluation.measure import Measure
from pipeline.evaluation.sample import Sample
from pipeline.evaluation.wer import normal_words, side_by_side


@dataclass(frozen=True, slots=True)
class StartErrors:
    """Seconds by which each sentence begins too late; negative where too early."""

    seconds: tuple[float, ...]

    def __add__(self, other: StartErrors) -> StartErrors:
        return StartErrors(self.seconds + other.seconds)

    @property
    def median_and_high(self) -> tuple[float, float] | None:
        """Median and 95th percentile of the absolute errors; None if there are none."""
        sizes = sorted(abs(error) for error in self.seconds)
        if not sizes:
            return None
        return statistics.median(sizes), sizes[min(len(sizes) - 1, round(0.95 * len(sizes)))]

    def cells(self) -> tuple[str, ...]:
        """Median and 95th percentile."""
        found = self.median_and_high
        return (f"{found[0]:.2f} / {found[1]:.2f}" if found else "-",)

    def plain(self) -> dict[str, Any] | None:
        """The same and how many sentences there are; None if there are none."""
        found = self.median_and_high
        if found is None:
            return None
        return {"median": round(found[0], 3), "high": round(found[1], 3), "count": len(self.seconds)}


def start_errors(reference: Sample, hypothesis: Sample) -> StartErrors | None:
    """Of each paragraph that begins with a reference word; None where a side has no times."""
    if reference.starts is None or hypothesis.starts is None or hypothesis.paragraphs is None:
        return None
    begins = {round(paragraph.start, 3) for paragraph in hypothesis.paragraphs}
    wanted = normal_words(reference.starts, reference.language)
    got = normal_words(hypothesis.starts, hypothesis.language)
    return StartErrors(
        tuple(
            heard - true
            for true, heard, same in side_by_side(wanted, got)
            if same and round(heard, 3) in begins
        )
    )


STARTS = Measure(
    "sentence_starts",
    ("starts, s",),
    "starts: median / 95 %",
    lambda reference, hypothesis, _: start_errors(reference, hypothesis),
)
