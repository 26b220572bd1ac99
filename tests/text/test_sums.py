"""Sums of money and percentages: written out whole and rightly, or left as they were heard."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.sums import in_words


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("It cost US$5m.", "It cost 5 million U.S. dollars."),
        ("It cost US$5 million dollars.", "It cost 5 million U.S. dollars."),
        ("It cost $40 million U.S. dollars.", "It cost 40 million U.S. dollars."),
        ("It cost €3.5m, $1 and $1.50.", "It cost 3.5 million euros, 1 dollar and 1.50 dollars."),
        ("They spent $2trn, $3bn, $6tn and $5mn.",
         "They spent 2 trillion dollars, 3 billion dollars, 6 trillion dollars and 5 million dollars."),
        ("It is $5 a gallon.", "It is 5 dollars a gallon."),
        ("They gave $5 to every child.", "They gave 5 dollars to every child."),
        ("They spent $50 million last year.", "They spent 50 million dollars last year."),
        ('"$5," she said ($6).', '"5 dollars," she said (6 dollars).'),
        ("It rose 5%, then 5-10% or 25 %.", "It rose 5 percent, then 5-10 percent or 25 percent."),
        ("A 5% rise.", "A 5 percent rise."),
    ],
)  # fmt: skip
def test_an_amount_is_a_figure_then_a_scale_then_a_unit(heard: str, written: str) -> None:
    assert in_words(heard, "en") == written


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("A $40-million plan was drawn up.", "A 40 million dollar plan was drawn up."),
        ("It is a £5 note.", "It is a 5 pound note."),
        ("A $2trn bill was passed.", "A 2 trillion dollar bill was passed."),
        ("The US$5 million plan died.", "The 5 million U.S. dollar plan died."),
        ("a $100-$200 fine", "a 100-200 dollar fine"),
        ("It is a $40 million dollar deal.", "It is a 40 million dollar deal."),
    ],
)
def test_before_the_thing_it_is_the_price_of_the_unit_stands_for_one(heard: str, written: str) -> None:
    assert in_words(heard, "en") == written


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("The $5-6 million gap is large.", "The 5-6 million dollar gap is large."),
        ("It cost $5-6 million.", "It cost 5-6 million dollars."),
        ("It is $1.5 to $2 billion.", "It is 1.5 to 2 billion dollars."),
        ("It cost between $5 and $6 million.", "It cost between 5 and 6 million dollars."),
        ("It cost $5m-$6m.", "It cost 5 million to 6 million dollars."),
    ],
)
def test_a_range_has_one_unit_at_its_end(heard: str, written: str) -> None:
    assert in_words(heard, "en") == written


@pytest.mark.parametrize(
    "text",
    [
        "They paid A$5 each.",
        "It cost C$3bn.",
        "It cost HK$5 million.",
        "It costs $5,000-a-month.",
        "They lost $5 or $6 million.",
        "They gave $5 to 6 people.",
        "The $5 million raised is gone.",
        "It cost £5 dollars.",
        "A $1.2-billion-dollar deal.",
        "$5/gallon, $5k, -$5, $5's, 10%+, 5%-owned, $5.5.5, $1,20",
    ],
)
def test_what_is_not_sure_stays_as_it_was_heard(text: str) -> None:
    assert in_words(text, "en") == text


@pytest.mark.parametrize("language", ["de", "es", "hi", "xx"])
def test_a_language_without_a_table_has_its_sums_left(language: str) -> None:
    assert in_words("$5 million, 5%", language) == "$5 million, 5%"


_PART = st.sampled_from(
    ["$5", "US$5m", "A$5", "$5-6", "million", "a", "the", "plan", "to", "and", "or", "between", "£1", "5%",
     "$2trn", "$40-million", "was", "raised", "dollars", "x,", '"so"', "$3."]
)  # fmt: skip


@given(st.lists(_PART, max_size=10).map(" ".join))
def test_no_figure_is_lost_and_no_sign_is_torn_from_its_figure(text: str) -> None:
    written = in_words(text, "en")
    assert re.findall(r"\d+", written) == re.findall(r"\d+", text)
    assert in_words(written, "en") == written
    assert not re.search(r"\b[AC]\d|[$£€](?!\d)|dollars?[-\w]", written.replace("dollars", "dollar"))
