"""Who holds the floor where several speak."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.engines.diarization import Turn
from pipeline.engines.diarizers.pyannote.exclusive import exclusive_turns
from tests.support.drawing import draw, turns


@pytest.mark.parametrize(
    ("together", "alone"),
    [
        (("AAAA....", "....BBBB"), "AAAABBBB"),
        (("AAAAAA..", "...BBBBB"), "AAABBBBB"),
        (("AAAAAAAA", "..BB...."), "AABBAAAA"),
        (("AA......", "AAAA....", "...BB..."), "AAABB"),
        (("AA..", "AAAA"), "AAAA"),
        (("....",), ""),
    ],
)
def test_the_voice_that_began_last_is_heard_and_the_other_goes_on_behind_it(
    together: tuple[str, ...], alone: str
) -> None:
    spoken = tuple(turn for voice in together for turn in turns(voice))
    assert draw(exclusive_turns(spoken)) == alone


def test_of_two_that_begin_at_once_the_longer_turn_is_heard() -> None:
    assert draw(exclusive_turns((*turns("BB"), *turns("AAAA")))) == "AAAA"


def test_what_one_voice_holds_in_a_row_is_one_turn() -> None:
    assert exclusive_turns((*turns("AAAA"), *turns("..AAAA"))) == turns("AAAAAA")


_TURNS = st.builds(
    lambda start, length, label: Turn(start, start + length, label),
    st.floats(0, 60), st.floats(0.01, 20), st.sampled_from("ABC"),
)  # fmt: skip


@given(st.lists(_TURNS, max_size=12))
def test_nothing_overlaps_nothing_is_lost_and_nobody_speaks_who_did_not(spoken: list[Turn]) -> None:
    alone = exclusive_turns(spoken)
    assert all(one.end <= next_one.start for one, next_one in itertools.pairwise(alone))
    for turn in alone:
        middle = (turn.start + turn.end) / 2
        assert any(other.label == turn.label and other.start <= middle <= other.end for other in spoken)
    for turn in spoken:
        middle = (turn.start + turn.end) / 2
        assert any(other.start <= middle <= other.end for other in alone)
