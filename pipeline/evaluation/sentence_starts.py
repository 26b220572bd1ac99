"""How far the times at which sentences begin are off."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from pipeline.evaluation.sample import Sample
from pipeline.evaluation.wer import normal_words, side_by_side


def start_errors(reference: Sample, hypothesis: Sample) -> tuple[float, ...] | None:
    """Seconds off, signed, for each paragraph that begins with a reference word; None without times."""
    if reference.starts is None or hypothesis.starts is None or hypothesis.paragraphs is None:
        return None
    begins = {round(paragraph.start, 3) for paragraph in hypothesis.paragraphs}
    wanted = normal_words(reference.starts, reference.language)
    got = normal_words(hypothesis.starts, hypothesis.language)
    return tuple(
        heard - true for true, heard, same in side_by_side(wanted, got) if same and round(heard, 3) in begins
    )


def median_and_high(errors: Sequence[float]) -> tuple[float, float] | None:
    """Median and 95th percentile of the absolute errors; None if there are none."""
    sizes = sorted(abs(error) for error in errors)
    if not sizes:
        return None
    return statistics.median(sizes), sizes[min(len(sizes) - 1, round(0.95 * len(sizes)))]
