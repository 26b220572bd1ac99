"""Word errors, and word errors by speaker."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from pipeline.evaluation.rate import ErrorRate

if TYPE_CHECKING:
    from collections.abc import Callable


def plain(text: str, language: str = "en") -> str:
    """The text after the field's normalization: OpenAI's for English, their basic one elsewhere."""
    return _normalizer(language.split("-")[0] == "en")(text).strip()


def word_errors(reference: str, hypothesis: str, language: str = "en") -> ErrorRate:
    """Substitutions, deletions and insertions after normalization of both sides."""
    import jiwer

    wanted, got = plain(reference, language), plain(hypothesis, language)
    if not wanted:
        return ErrorRate(len(got.split()), 0)
    result = jiwer.process_words(wanted, got)
    errors = result.substitutions + result.deletions + result.insertions
    return ErrorRate(errors, result.hits + result.substitutions + result.deletions)


def attributed_word_errors(
    reference: Mapping[str, str], hypothesis: Mapping[str, str], language: str = "en"
) -> ErrorRate:
    """cpWER: each speaker's words in one piece, matched to the reference at the least total error.

    After Watanabe et al., CHiME-6 (2020).
    """
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    wanted, got = list(reference.values()), list(hypothesis.values())
    size = max(len(wanted), len(got))
    wanted += [""] * (size - len(wanted))
    got += [""] * (size - len(got))
    costs = np.array([[word_errors(a, b, language).errors for b in got] for a in wanted])
    rows, columns = linear_sum_assignment(costs)
    total = sum(len(plain(text, language).split()) for text in wanted)
    return ErrorRate(float(costs[rows, columns].sum()), total)


@cache
def _normalizer(english: bool) -> Callable[[str], str]:
    if english:
        from whisper_normalizer.english import EnglishTextNormalizer

        normalize: Callable[[str], str] = EnglishTextNormalizer()
        return normalize
    from whisper_normalizer.basic import BasicTextNormalizer

    basic: Callable[[str], str] = BasicTextNormalizer()
    return basic
