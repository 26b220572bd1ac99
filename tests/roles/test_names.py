"""Names from cues."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.roles.cues.base import Cue
from pipeline.roles.names import names_from


def named(*said: tuple[str, str | None]) -> dict[str, str]:
    """Who is called what after `said`: pairs of a label and what it was called."""
    return names_from([Cue("is_thanked", label, name=name) for label, name in said])


def test_nobody_is_named_without_a_cue_that_says_so() -> None:
    assert named(("S1", None), ("S2", None)) == {}


def test_a_voice_is_called_what_it_is_called_most_often() -> None:
    assert named(("S1", "Lena"), ("S1", "Maria"), ("S1", "Lena")) == {"S1": "Lena"}


def test_a_given_name_is_completed_to_the_full_one() -> None:
    assert named(("S1", "Lena"), ("S1", "Lena"), ("S1", "Lena Ford")) == {"S1": "Lena Ford"}


def test_a_given_name_that_two_people_share_is_not_completed() -> None:
    assert named(("S1", "Lena"), ("S2", "Lena Ford"), ("S3", "Lena Hall")) == {
        "S1": "Lena",
        "S2": "Lena Ford",
        "S3": "Lena Hall",
    }


def test_a_part_of_a_word_is_not_a_given_name() -> None:
    assert named(("S1", "Len"), ("S2", "Lena Ford")) == {"S1": "Len", "S2": "Lena Ford"}


def test_a_name_claimed_for_two_voices_goes_to_the_one_called_so_more_often() -> None:
    assert named(("S1", "Lena"), ("S2", "Lena"), ("S2", "Lena")) == {"S2": "Lena"}


def test_on_a_tie_between_two_voices_nobody_gets_the_name() -> None:
    assert named(("S1", "Lena"), ("S2", "Lena")) == {}


def test_on_a_tie_between_two_names_the_fuller_one_is_taken() -> None:
    assert named(("S1", "Maria"), ("S1", "Lena Ford")) == {"S1": "Lena Ford"}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["S1", "S2", "S3"]),
            st.sampled_from([None, "Lena", "Lena Ford", "Ford", "Daniel", "Daniel Osei"]),
        ),
        max_size=12,
    )
)
def test_every_name_was_said_of_somebody_and_no_two_voices_share_one(
    said: list[tuple[str, str | None]],
) -> None:
    names = named(*said)
    assert set(names.values()) <= {name for _, name in said}
    assert set(names) <= {label for label, name in said if name}
    assert len(set(names.values())) == len(names)


def test_what_somebody_says_of_himself_counts_twice() -> None:
    handed, signed = Cue("is_handed_to", "S1", name="Lena Ford"), Cue("signs_off", "S2", name="Lena Ford")
    assert names_from([handed, signed]) == {"S2": "Lena Ford"}
