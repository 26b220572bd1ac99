"""The aligner finds words where they are spoken: it brings its own model, so this needs none of ours."""

from __future__ import annotations

import csv
import itertools

import numpy as np
import pytest

from pipeline.engines.sphinx_aligner import SphinxAligner
from pipeline.media import decode, probe
from pipeline.timespan import Span
from pipeline.waveform import SAMPLE_RATE
from tests.golden import EXAMPLE


@pytest.fixture(scope="module")
def aligner() -> SphinxAligner:
    return SphinxAligner()


def test_words_start_where_they_are_spoken(aligner: SphinxAligner) -> None:
    with (EXAMPLE / "words.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[:30]
    end = float(rows[-1]["end"]) + 0.05
    sound = decode(probe(EXAMPLE / "segment.opus")).cut(Span(0.0, end))
    spans = aligner.place(sound, [row["word"] for row in rows])
    assert spans is not None
    errors = [abs(span.start - float(row["start"])) for span, row in zip(spans, rows, strict=True)]
    assert float(np.median(errors)) < 0.03
    assert max(errors) < 0.5


def test_more_words_than_fit_are_not_placed(aligner: SphinxAligner) -> None:
    assert (
        aligner.place(np.zeros(SAMPLE_RATE // 10, dtype=np.float32), ["one", "two", "three", "four"]) is None
    )


@pytest.mark.parametrize("words", [[], ["—"], ["...", "-"]])
def test_nothing_to_say_is_not_placed(aligner: SphinxAligner, words: list[str]) -> None:
    assert aligner.place(np.zeros(SAMPLE_RATE, dtype=np.float32), words) is None


def test_a_word_that_no_dictionary_has_is_placed_all_the_same(aligner: SphinxAligner) -> None:
    sound = decode(probe(EXAMPLE / "segment.opus")).cut(Span(0.5, 2.3))
    spans = aligner.place(sound, ["Good", "evening,", "this", "is", "Klarrah"])
    assert spans is not None
    assert len(spans) == 5
    assert all(before.start <= after.start for before, after in itertools.pairwise(spans))
