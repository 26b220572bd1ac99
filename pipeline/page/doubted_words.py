"""The words that a doubt is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.article.candidate import DOUBTFUL
from pipeline.article.word_doubts import NEAR
from pipeline.page.word_ranges import WordRange
from pipeline.transcript.doubt import Doubt, DoubtKind

_OF_ONE_WORD = (DoubtKind.NAME, DoubtKind.NUMBER)
_SAME = 0.002
"""Seconds by which a time that was rounded may be off."""


def doubted_words(doubt: Doubt, ranges: Iterable[WordRange]) -> Iterator[WordRange]:
    """Those of a paragraph; of a doubt about voices there are none."""
    for one in ranges:
        away = one.word.start - doubt.time
        if doubt.kind in _OF_ONE_WORD:
            meant = abs(away) < _SAME
        else:
            unsure = one.word.probability is not None and one.word.probability < DOUBTFUL
            meant = doubt.kind is DoubtKind.WORDS and -_SAME < away <= NEAR and unsure
        if meant:
            yield one
