"""Two spellings of a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.roles.name_similarity import likeness


@pytest.mark.parametrize(
    ("heard", "known"),
    [
        ("Kim Bokyoung", "Kim Bo-kyoung"),
        ("Bo-kyoung Kim", "Kim Bo-kyoung"),
        ("Bo-kyoung", "Kim Bo-kyoung"),
        ("Zoe Muller", "Zoë Müller"),
        ("CLARA HUGHES", "Clara Hughes"),
    ],
)
def test_order_hyphens_accents_and_capitals_make_no_difference(heard: str, known: str) -> None:
    assert likeness(heard, known) == 1.0


def test_a_misheard_name_is_liker_than_another_one() -> None:
    assert likeness("Clara Hughs", "Clara Hughes") > 0.88 > likeness("Clara Hayes", "Clara Hughes") > 0.7
    assert likeness("Peter Lane", "Clara Hughes") < 0.5


def test_sound_counts_as_much_as_letters() -> None:
    assert likeness("Jon Smyth", "John Smith") > likeness("Jom Smibh", "John Smith")


@given(st.text(max_size=20), st.text(max_size=20))
def test_every_pair_of_texts_has_a_likeness_between_none_and_all(one: str, other: str) -> None:
    assert 0.0 <= likeness(one, other) <= 1.0


def test_nothing_is_like_no_name() -> None:
    assert likeness("", "Clara Hughes") == likeness("...", "Clara Hughes") == 0.0
