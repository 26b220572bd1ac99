"""Where spoken words stand in print."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.page.word_ranges import word_ranges
from pipeline.transcript.model import Word


def found(text: str, *heard: str, language: str = "en") -> list[str]:
    """The pieces of `text` that are taken for the words that were heard."""
    words = [Word(float(n), n + 0.5, word) for n, word in enumerate(heard)]
    return [text[one.first : one.last] for one in word_ranges(text, words, language)]


def test_words_are_found_whatever_their_marks_and_capitals() -> None:
    assert found('The toll, he said, is "high".', "the", "toll", "he", "said,", "is", "high") == [
        "The", "toll", "he", "said", "is", "high",
    ]  # fmt: skip


def test_a_word_that_is_printed_otherwise_is_passed_over_and_the_next_is_found() -> None:
    assert found("It costs 25 percent more.", "it", "costs", "twenty-five", "per", "cent", "more.") == [
        "It", "costs", "more",
    ]  # fmt: skip


def test_a_short_word_is_not_found_inside_a_long_one() -> None:
    assert found("Another day, a toll.", "a", "toll") == ["a", "toll"]


@pytest.mark.parametrize(
    ("text", "heard", "language"),
    [
        ("今天天气很好。", ("今天", "天气", "很", "好。"), "zh"),
        ("Die STRASSE ist naß.", ("die", "Strasse", "ist", "naß"), "de"),
        ("می‌خواهم بروم", ("می‌خواهم", "بروم"), "fa"),
    ],
)
def test_words_of_any_writing_are_found(text: str, heard: tuple[str, ...], language: str) -> None:
    pieces = found(text, *heard, language=language)
    assert [piece.casefold() for piece in pieces][-1] == heard[-1].strip("。").casefold()
    assert len(pieces) >= len(heard) - 1


@given(st.text(max_size=60), st.lists(st.text(max_size=8), max_size=12), st.sampled_from(["en", "zh", "ar"]))
def test_whatever_is_said_and_printed_nothing_overlaps_and_all_lies_in_the_text(
    text: str, heard: list[str], language: str
) -> None:
    ranges = word_ranges(text, [Word(0.0, 1.0, word) for word in heard], language)
    assert all(0 <= one.first < one.last <= len(text) for one in ranges)
    assert all(one.last <= other.first for one, other in pairwise(ranges))
