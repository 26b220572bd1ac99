"""Word errors, and word errors by speaker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from pipeline.evaluation.error_rate import ErrorRate
from pipeline.evaluation.measure import Measure
from pipeline.evaluation.sample import Sample
from pipeline.text.language import base_language
from pipeline.text.print_style import is_spaced

if TYPE_CHECKING:
    from collections.abc import Callable


_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018\u02bc\u00b4`", "'"))
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_TIME = re.compile(r"\b(\d{1,2})[.:](\d\d) ?([ap]m)\b", re.IGNORECASE)

T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")


def normal_words(parts: Iterable[tuple[str, T]], language: str) -> list[tuple[str, T]]:
    """Every normalized word of every part, with the part's mark."""
    return [(word, mark) for text, mark in parts for word in plain(text, language).split()]


def side_by_side(
    reference: Sequence[tuple[str, A]], hypothesis: Sequence[tuple[str, B]]
) -> Iterator[tuple[A, B, bool]]:
    """The marks of words that stand for each other, and whether they are the same word."""
    import jiwer

    if not reference or not hypothesis:
        return
    texts = [" ".join(word for word, _ in side) for side in (reference, hypothesis)]
    for chunk in jiwer.process_words(texts[0], texts[1]).alignments[0]:
        if chunk.type in ("equal", "substitute"):
            for i in range(chunk.ref_end_idx - chunk.ref_start_idx):
                one, other = reference[chunk.ref_start_idx + i], hypothesis[chunk.hyp_start_idx + i]
                yield one[1], other[1], chunk.type == "equal"


def plain(text: str, language: str = "en") -> str:
    """The text after the field's normalization: OpenAI's for English, their basic one elsewhere.

    Forms that it takes for different words are made the same before it; where no spaces part words, every
    character stands alone.
    """
    normal = _normalizer(base_language(language) == "en")(_folded(text)).strip()
    return normal if is_spaced(language) else " ".join(normal.replace(" ", ""))


def _folded(text: str) -> str:
    """With one kind of apostrophe, `US` for `U.S.`, and `6:30 pm` for `6.30 p.m.`."""
    text = text.translate(_APOSTROPHES)
    text = _INITIALS.sub(lambda match: match[0].replace(".", ""), text)
    return _TIME.sub(r"\1:\2 \3", text)


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


def _word_errors(reference: Sample, hypothesis: Sample, _: float) -> ErrorRate | None:
    wanted, got = reference.text, hypothesis.text
    return None if wanted is None or got is None else word_errors(wanted, got, reference.language)


def _attributed_word_errors(reference: Sample, hypothesis: Sample, _: float) -> ErrorRate | None:
    wanted, got = reference.by_speaker, hypothesis.by_speaker
    return None if not wanted or got is None else attributed_word_errors(wanted, got, reference.language)


WER = Measure("word_errors", ("words",), "words: wrong ones", _word_errors)
CPWER = Measure(
    "attributed_word_errors",
    ("by speaker",),
    "by speaker: the same, by voice (cpWER)",
    _attributed_word_errors,
)


@cache
def _normalizer(english: bool) -> Callable[[str], str]:
    if english:
        from whisper_normalizer.english import EnglishTextNormalizer

        normalize: Callable[[str], str] = EnglishTextNormalizer()
        return normalize
    from whisper_normalizer.basic import BasicTextNormalizer

    basic: Callable[[str], str] = BasicTextNormalizer()
    return basic
