"""Turns made tidy. Time is drawn: one character is one second unless said otherwise."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diarization.turns import clean_turns, overlapped
from pipeline.engines.diarization import UNATTRIBUTED, Diarization, Turn
from tests.support.drawing import draw, exclusive_turns, turns


def tidied(drawing: str, *, each: float = 1.0, flicker: float = 0.0, join: float = 0.0) -> str:
    """The exclusive turns of a drawing after tidying, drawn again."""
    heard = turns(drawing, each)
    return draw(clean_turns(Diarization(heard, heard), flicker=flicker, join=join).exclusive, each)


def test_voices_are_numbered_as_they_are_first_heard() -> None:
    assert tidied("CC.AA.BB.AA.C") == "11.22.33.22.1"


def test_a_voice_heard_only_under_another_has_a_number_too() -> None:
    under = Turn(1.0, 2.0, "z")
    result = clean_turns(Diarization((*turns("AAAABB"), under), turns("AAAABB")), flicker=0.0, join=0.0)
    assert [turn.label for turn in result.turns] == ["S1", "S2", "S3"]
    assert [turn.label for turn in result.exclusive] == ["S1", "S2"]


def test_the_label_of_nobody_stays() -> None:
    whole = (Turn(0.0, 9.0, UNATTRIBUTED),)
    assert clean_turns(Diarization(whole, whole), flicker=0.4, join=2.0).exclusive == whole


@pytest.mark.parametrize(
    ("drawing", "result"),
    [
        ("AAA...AAA", "111...111"),
        ("AAA..AAA", "11111111"),
        ("AAA.BAAA", "111.2111"),
        ("AAA..AB..B", "111111" + "2222"),
    ],
)
def test_one_voice_goes_on_over_a_short_gap_unless_another_comes_between(drawing: str, result: str) -> None:
    assert tidied(drawing, join=2.0) == result


@pytest.mark.parametrize(
    ("drawing", "result"),
    [
        ("AAAAABAAAAA", "11111111111"),
        ("AAAAABCCCCCCC", "1111122222222"),
        ("AAAAAAAABCCC", "111111111222"),
        ("AAAAA.....B.....CCCCC", "11111.....2.....33333"),
        ("BAAAAA", "111111"),
        ("AAAAAB", "111111"),
    ],
)
def test_a_flicker_goes_to_the_longer_neighbour_it_touches(drawing: str, result: str) -> None:
    assert tidied(drawing, each=0.1, flicker=0.2) == result


def test_a_turn_as_long_as_the_flicker_limit_is_kept() -> None:
    assert tidied("AAAAABBAAAAA", each=0.25, flicker=0.5) == "111112211111"


def test_all_flicker_alone_is_kept() -> None:
    assert tidied("A", each=0.1, flicker=0.4) == "1"


def test_turns_that_overlap_keep_their_times() -> None:
    both = (Turn(0.0, 5.0, "a"), Turn(4.9, 5.2, "b"), Turn(5.0, 9.0, "a"))
    result = clean_turns(Diarization(both, turns("AAAAAAAAA")), flicker=0.4, join=2.0)
    assert [(turn.start, turn.end) for turn in result.turns] == [(0.0, 5.0), (4.9, 5.2), (5.0, 9.0)]


@given(exclusive_turns(), st.floats(0.0, 2.0), st.floats(0.0, 3.0))
def test_tidy_turns_never_overlap_and_nothing_heard_is_lost(
    heard: tuple[Turn, ...], flicker: float, join: float
) -> None:
    result = clean_turns(Diarization(heard, heard), flicker=flicker, join=join).exclusive
    assert all(left.end <= right.start for left, right in pairwise(result))
    assert all(any(kept.start <= turn.start and turn.end <= kept.end for kept in result) for turn in heard)
    assert {edge for turn in result for edge in (turn.start, turn.end)} <= {
        edge for turn in heard for edge in (turn.start, turn.end)
    }


@given(exclusive_turns())
def test_labels_are_numbered_without_gaps_in_order_of_first_appearance(heard: tuple[Turn, ...]) -> None:
    result = clean_turns(Diarization(heard, heard), flicker=0.0, join=2.0)
    expected = [f"S{number}" for number in range(1, 4)]
    for kept in (result.turns, result.exclusive):
        seen = list(dict.fromkeys(turn.label for turn in kept))
        assert seen == expected[: len(seen)]


@given(exclusive_turns(), st.floats(0.0, 2.0), st.floats(0.0, 3.0))
def test_the_same_voice_keeps_the_same_label_everywhere(
    heard: tuple[Turn, ...], flicker: float, join: float
) -> None:
    result = clean_turns(Diarization(heard, heard), flicker=flicker, join=join)
    pairs = {(before.label, after.label) for before, after in zip(heard, result.turns, strict=True)}
    assert len(pairs) == len({old for old, _ in pairs}) == len({new for _, new in pairs})


def test_overlap_counts_the_other_voices_only() -> None:
    spoken = (*turns("AAAA"), *turns("..BBB"))
    assert overlapped(0.0, 4.0, "A", spoken) == 2.0
    assert overlapped(0.0, 4.0, "B", spoken) == 4.0
    assert overlapped(0.0, 2.0, "A", spoken) == 0.0


def test_labels_have_no_holes_after_flicker() -> None:
    spoken = turns("AAAAABCCCCCCC", 0.1)
    tidied = clean_turns(Diarization(spoken, spoken), flicker=0.2, join=0.0)
    assert [turn.label for turn in tidied.exclusive] == ["S1", "S2"]


def test_what_the_diarizer_has_to_say_is_kept() -> None:
    whole = turns("AAAA")
    assert clean_turns(Diarization(whole, whole, ("A note.",)), flicker=0.4, join=2.0).notes == ("A note.",)
