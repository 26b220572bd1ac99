"""Scores of many recordings together."""

from __future__ import annotations

import pytest

from pipeline.errors import InputError
from pipeline.evaluation import Sample, score
from pipeline.evaluation.error_rate import ErrorRate
from pipeline.evaluation.totals import totals
from pipeline.evaluation.wer import WER

_SCORES = [
    score(Sample(name, words="a b c d"), Sample(name, words=heard))
    for name, heard in (("east-1", "a b c d"), ("west-1", "a b"), ("west-2", "a b c"))
]


def test_new_stations_are_told_apart_from_known_ones() -> None:
    known, new, overall = totals(_SCORES, ["west*"])
    assert (known.name, known[WER]) == ("known", ErrorRate(0, 4))
    assert (new.name, new[WER]) == ("new", ErrorRate(3, 8))
    assert (overall.name, overall[WER]) == ("overall", ErrorRate(3, 12))


def test_nothing_is_told_apart_where_nothing_was_told_or_all_are_new() -> None:
    assert [one.name for one in totals(_SCORES)] == ["overall"]
    assert [one.name for one in totals(_SCORES, ["*"])] == ["new", "overall"]


def test_a_pattern_that_fits_nothing_is_refused_with_names_that_there_are() -> None:
    with pytest.raises(InputError, match=r"No item is called 'north\*'.*\n?.*There is east-1"):
        totals(_SCORES, ["north*"])
