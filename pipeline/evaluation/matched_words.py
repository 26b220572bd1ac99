"""The words of two texts set side by side, each with what is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from pipeline.evaluation.word_errors import plain

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
