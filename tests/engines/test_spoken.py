"""Written words to spoken ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.engines.spoken import spoken_forms


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Bridge,", "bridge"),
        ("don't", "don't"),
        ("don’t", "don't"),
        ("well-known", "well known"),
        ("café", "cafe"),
        ("25%", "twenty five percent"),
        ("$2.6", "two point six dollars"),
        ("1,200", "one thousand two hundred"),
        ("110", "one hundred ten"),
        ("21st", "twenty first"),
        ("1998", "nineteen ninety eight"),
        ("2025", "twenty twenty five"),
        ("1905", "nineteen oh five"),
        ("2000", "two thousand"),
        ("1900", "one thousand nine hundred"),
        ("U.S.", "u s"),
        ("BBC", "b b c"),
        ("NATO", "nato"),
        ("A", "a"),
        ("R&D", "r and d"),
        ("A4", "a four"),
        ("3:30", "three thirty"),
    ],
)
def test_a_written_word_is_said_like_this(written: str, spoken: str) -> None:
    assert " ".join(spoken_forms(written)) == spoken


@pytest.mark.parametrize("written", ["", "—", "...", '"', "。"])
def test_marks_alone_are_not_said(written: str) -> None:
    assert spoken_forms(written) == ()


@given(st.text(max_size=12) | st.from_regex(r"[$]?\d{1,9}(,\d{3})?(\.\d{1,3})?(%|st|th)?", fullmatch=True))
def test_what_is_said_is_plain_words_in_small_letters(written: str) -> None:
    for form in spoken_forms(written):
        assert form.replace("'", "").isascii()
        assert form.replace("'", "").isalpha()
        assert form == form.lower()
