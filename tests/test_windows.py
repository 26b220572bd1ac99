"""Windows cut from turns."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.hearing import Window
from pipeline.loudness import Loudness, measure
from pipeline.timespan import Span, union
from pipeline.types import Turn
from pipeline.windows import cut_windows, pieces

from .building import even_loudness, exclusive_turns, noisy_loudness, turns, waveform


def cut(spoken: tuple[Turn, ...], duration: float = 20.0, longest: float = 30.0) -> list[tuple[float, float]]:
    """Start and end of every window of an even recording, with half a second of padding."""
    windows = cut_windows(spoken, even_loudness(duration), duration=duration, longest=longest, padding=0.5)
    return [(window.start, window.end) for window in windows]


def test_a_turn_gets_air_on_both_sides() -> None:
    assert cut(turns(".....AAAAA")) == [(4.5, 10.5)]


def test_two_turns_share_the_gap_between_them() -> None:
    assert cut((Turn(1.0, 5.0, "A"), Turn(5.5, 9.0, "B"))) == [(0.5, 5.25), (5.25, 9.5)]


def test_turns_that_touch_get_no_air_between_them() -> None:
    assert cut(turns(".AAAABBBB")) == [(0.5, 5.0), (5.0, 9.5)]


def test_no_window_begins_before_the_recording_or_ends_after_it() -> None:
    assert cut(turns("AAAA"), duration=4.0) == [(0.0, 4.0)]
    assert cut((Turn(0.2, 3.9, "A"),), duration=4.0) == [(0.0, 4.0)]
    assert cut((Turn(1.0, 4.5, "A"),), duration=4.0) == [(0.5, 4.0)]


def test_nobody_speaking_makes_no_windows() -> None:
    assert cut(()) == []


def test_every_window_knows_whose_turn_it_is() -> None:
    spoken = turns("A" * 50 + "BBBBB")
    windows = cut_windows(spoken, even_loudness(55.0), duration=55.0, longest=30.0, padding=0.5)
    assert list(dict.fromkeys(window.turns for window in windows)) == [(spoken[0],), (spoken[1],)]


def test_a_long_turn_is_cut_where_it_is_quietest() -> None:
    drawing = "#" * 150 + "..." + "#" * 100 + "++" + "#" * 145
    windows = cut_windows(
        (Turn(0.0, 40.0, "A"),), measure(waveform(drawing)), duration=40.0, longest=30.0, padding=0.5
    )
    assert [(window.start, window.end) for window in windows] == [
        (0.0, pytest.approx(15.15, abs=0.1)),
        (pytest.approx(15.15, abs=0.1), 40.0),
    ]


def test_a_turn_just_too_long_leaves_no_sliver_behind() -> None:
    quiet_near_the_end = measure(waveform("#" * 297 + "..." + "##"))
    assert min(part.duration for part in pieces(Span(0.0, 30.2), quiet_near_the_end, 30.0)) > 1.0


@given(exclusive_turns(), noisy_loudness(), st.floats(2.0, 30.0), st.floats(0.0, 3.0), st.floats(0.0, 5.0))
def test_windows_cover_all_turns_are_short_enough_and_keep_out_of_other_turns(
    spoken: tuple[Turn, ...], loudness: Loudness, longest: float, padding: float, tail: float
) -> None:
    duration = spoken[-1].end + tail
    windows = cut_windows(spoken, loudness, duration=duration, longest=longest, padding=padding)

    assert all(0.0 <= window.start < window.end <= duration for window in windows)
    assert max(window.seconds for window in windows) <= longest + 1e-6
    covered = union([window.pieces[0] for window in windows], bridge=1e-6)
    for turn in spoken:
        assert any(span.start <= turn.start and turn.end <= span.end for span in covered)
    for window in windows:
        others = [turn for turn in spoken if turn not in window.turns]
        assert all(window.pieces[0].overlap(other.span) < 1e-6 for other in others)
        assert _reaches_beyond(window) <= padding + 1e-6


@given(st.floats(0.0, 10.0), st.floats(0.1, 300.0), noisy_loudness(), st.floats(1.0, 30.0))
def test_pieces_follow_each_other_without_gap_or_overlap(
    start: float, length: float, loudness: Loudness, longest: float
) -> None:
    span = Span(start, start + length)
    parts = pieces(span, loudness, longest)
    assert (parts[0].start, parts[-1].end) == (span.start, span.end)
    assert all(left.end == right.start for left, right in pairwise(parts))
    assert all(0.0 < part.duration <= longest + 1e-6 for part in parts)


def _reaches_beyond(window: Window) -> float:
    (turn,) = window.turns
    return max(turn.start - window.start, window.end - turn.end)
