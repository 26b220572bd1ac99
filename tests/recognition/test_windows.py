"""Windows cut from turns."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.engines.diarization import Turn
from pipeline.engines.recognition import Window
from pipeline.media.level import LevelCurve, measure
from pipeline.recognition.windows import halves, pack_windows, pieces
from pipeline.transcript.span import Span, union
from tests.support.drawing import even_loudness, exclusive_turns, noisy_loudness, turns, waveform


def cut(spoken: tuple[Turn, ...], duration: float = 20.0, longest: float = 30.0) -> list[tuple[float, float]]:
    """Start and end of every window of an even recording, with half a second of padding."""
    windows = pack_windows(spoken, even_loudness(duration), duration=duration, longest=longest, padding=0.5)
    return [(window.start, window.end) for window in windows]


def test_a_turn_gets_air_on_both_sides() -> None:
    assert cut(turns(".....AAAAA")) == [(4.5, 10.5)]


def test_no_window_begins_before_the_recording_or_ends_after_it() -> None:
    assert cut(turns("AAAA"), duration=4.0) == [(0.0, 4.0)]
    assert cut((Turn(0.2, 3.9, "A"),), duration=4.0) == [(0.0, 4.0)]
    assert cut((Turn(1.0, 4.5, "A"),), duration=4.0) == [(0.5, 4.0)]


def test_nobody_speaking_makes_no_windows() -> None:
    assert cut(()) == []


def test_a_long_turn_is_cut_where_it_is_quietest() -> None:
    drawing = "#" * 150 + "..." + "#" * 100 + "++" + "#" * 145
    windows = pack_windows(
        (Turn(0.0, 40.0, "A"),), measure(waveform(drawing)), duration=40.0, longest=30.0, padding=0.5
    )
    assert [(window.start, window.end) for window in windows] == [
        (0.0, pytest.approx(15.15, abs=0.1)),
        (pytest.approx(15.15, abs=0.1), 40.0),
    ]


def test_a_turn_just_too_long_leaves_no_sliver_behind() -> None:
    quiet_near_the_end = measure(waveform("#" * 297 + "..." + "##"))
    assert min(part.duration for part in pieces(Span(0.0, 30.2), quiet_near_the_end, 30.0)) > 1.0


@given(st.floats(0.0, 10.0), st.floats(0.1, 300.0), noisy_loudness(), st.floats(1.0, 30.0))
def test_pieces_follow_each_other_without_gap_or_overlap(
    start: float, length: float, loudness: LevelCurve, longest: float
) -> None:
    span = Span(start, start + length)
    parts = pieces(span, loudness, longest)
    assert (parts[0].start, parts[-1].end) == (span.start, span.end)
    assert all(left.end == right.start for left, right in pairwise(parts))
    assert all(0.0 < part.duration <= longest + 1e-6 for part in parts)


def pack(
    spoken: tuple[Turn, ...], loudness: LevelCurve, duration: float, longest: float = 30.0
) -> tuple[Window, ...]:
    """Packed windows with half a second of padding."""
    return pack_windows(spoken, loudness, duration=duration, longest=longest, padding=0.5)


def times(window: Window) -> list[tuple[float, float]]:
    """Start and end of every piece."""
    return [(piece.start, piece.end) for piece in window.pieces]


def test_neighbouring_turns_share_a_window() -> None:
    spoken = (Turn(1.0, 9.0, "A"), Turn(9.5, 20.0, "B"))
    (window,) = pack(spoken, even_loudness(30.0), 30.0)
    assert times(window) == [(0.5, 20.5)]
    assert window.turns == spoken


def test_a_gap_between_turns_is_not_heard() -> None:
    spoken = (Turn(1.0, 5.0, "A"), Turn(40.0, 45.0, "B"))
    (window,) = pack(spoken, even_loudness(60.0), 60.0)
    assert times(window) == [(0.5, 5.5), (39.5, 45.5)]
    assert window.turns == spoken


def test_windows_end_between_turns_where_they_can() -> None:
    spoken = (Turn(0.0, 14.0, "A"), Turn(14.0, 28.0, "B"), Turn(28.0, 42.0, "A"))
    windows = pack(spoken, even_loudness(42.0), 42.0)
    assert len(windows) == 2
    assert {window.end for window in windows} <= {14.0, 28.0, 42.0}
    assert sorted(len(window.turns) for window in windows) == [1, 2]


def test_a_turn_is_not_cut_to_fill_a_window_when_that_saves_none() -> None:
    # Filled to the brim, the first window would end within the second turn.
    sound = measure(waveform("#" * 240 + "....." + "#" * 155))
    windows = pack((Turn(0.0, 20.0, "A"), Turn(20.0, 40.0, "B")), sound, 40.0)
    assert [times(window) for window in windows] == [[(0.0, 20.0)], [(20.0, 40.0)]]


def test_a_turn_is_cut_at_a_pause_when_that_saves_a_window() -> None:
    spoken = (Turn(0.0, 19.0, "A"), Turn(19.0, 39.0, "B"), Turn(39.0, 58.0, "A"))
    sound = measure(waveform("#" * 285 + "....." + "#" * 290))
    windows = pack(spoken, sound, 58.0)
    assert [times(window) for window in windows] == [
        [(0.0, pytest.approx(28.75, abs=0.05))],
        [(pytest.approx(28.75, abs=0.05), 58.0)],
    ]
    assert [window.turns for window in windows] == [spoken[:2], spoken[1:]]


def test_a_long_silence_within_a_turn_is_left_out_but_for_the_padding() -> None:
    sound = measure(waveform("#" * 50 + "." * 40 + "#" * 50))
    (window,) = pack((Turn(0.0, 14.0, "A"),), sound, 14.0)
    assert times(window) == [
        (0.0, pytest.approx(5.5, abs=0.05)),
        (pytest.approx(8.5, abs=0.05), 14.0),
    ]


def test_a_short_silence_is_heard() -> None:
    sound = measure(waveform("#" * 50 + "." * 15 + "#" * 50))
    (window,) = pack((Turn(0.0, 11.5, "A"),), sound, 11.5)
    assert times(window) == [(0.0, 11.5)]


def test_a_turn_of_nothing_but_silence_is_still_listened_to() -> None:
    (window,) = pack((Turn(0.0, 5.0, "A"),), measure(waveform("." * 50)), 5.0)
    assert times(window) == [(0.0, 5.0)]


def test_nobody_speaking_packs_no_windows() -> None:
    assert pack((), even_loudness(10.0), 10.0) == ()


@given(exclusive_turns(), noisy_loudness(), st.floats(5.0, 30.0), st.floats(0.0, 1.0), st.floats(0.0, 5.0))
def test_packed_windows_fit_are_in_order_and_keep_to_their_turns(
    spoken: tuple[Turn, ...], loudness: LevelCurve, longest: float, padding: float, tail: float
) -> None:
    duration = spoken[-1].end + tail
    windows = pack_windows(spoken, loudness, duration=duration, longest=longest, padding=padding)
    assert max(window.seconds for window in windows) <= longest + 1e-3
    every = [piece for window in windows for piece in window.pieces]
    assert all(left.end <= right.start + 1e-9 for left, right in pairwise(every))
    assert all(0.0 <= piece.start < piece.end <= duration for piece in every)
    padded = union((Span(t.start - padding, t.end + padding) for t in spoken), bridge=1e-9)
    assert all(any(a.start <= p.start and p.end <= a.end + 1e-9 for a in padded) for p in every)
    for window in windows:
        assert list(window.turns) == [turn for turn in spoken if turn in window.turns]


@given(exclusive_turns(), noisy_loudness(), st.floats(5.0, 30.0), st.floats(0.0, 1.0))
def test_every_moment_of_every_turn_that_is_no_long_silence_is_packed(
    spoken: tuple[Turn, ...], loudness: LevelCurve, longest: float, padding: float
) -> None:
    windows = pack_windows(spoken, loudness, duration=spoken[-1].end, longest=longest, padding=padding)
    covered = union((piece for window in windows for piece in window.pieces), bridge=1e-6)
    for turn in spoken:
        edges = [turn.start, *(e for p in covered for e in (p.start, p.end) if turn.start < e < turn.end)]
        for start, end in pairwise([*edges, turn.end]):
            middle = (start + end) / 2
            if not any(piece.start <= middle <= piece.end for piece in covered):
                assert loudness.levels[round(middle * 100)] < -50.0
                assert end - start >= 2.0 - 2 * padding - 0.05


@given(exclusive_turns(longest=25.0), noisy_loudness(), st.sampled_from([28.0, 30.0]))
def test_packing_takes_no_more_windows_than_a_window_for_each_turn(
    spoken: tuple[Turn, ...], loudness: LevelCurve, longest: float
) -> None:
    windows = pack(spoken, loudness, spoken[-1].end, longest)
    assert len(windows) <= len(spoken)
    for left, right in pairwise(windows):
        assert left.seconds + right.seconds > longest - 1e-6


@given(exclusive_turns(), noisy_loudness())
def test_the_halves_of_a_window_are_the_window(spoken: tuple[Turn, ...], loudness: LevelCurve) -> None:
    for window in pack(spoken, loudness, spoken[-1].end):
        left, right = halves(window, loudness)
        assert left.start == window.start
        assert right.end == window.end
        assert left.seconds + right.seconds == pytest.approx(window.seconds)
        if window.seconds > 0.5:
            assert min(left.seconds, right.seconds) >= window.seconds / 4 - 0.1
        assert {*left.turns, *right.turns} == set(window.turns)


def test_a_window_is_halved_at_the_quietest_moment_of_its_middle() -> None:
    drawing = "#" * 10 + "." * 5 + "#" * 25 + "..." + "#" * 57
    (window,) = (Window((Span(0.0, 10.0),), (Turn(0.0, 10.0, "A"),)),)
    left, right = halves(window, measure(waveform(drawing)))
    assert left.end == right.start == pytest.approx(4.15, abs=0.06)


def test_a_packed_window_is_halved_within_the_longest_piece_of_its_middle() -> None:
    spoken = (Turn(0.0, 4.0, "A"), Turn(10.0, 11.0, "B"), Turn(20.0, 24.0, "A"))
    window = Window(union(spoken), spoken)
    left, right = halves(window, even_loudness(30.0))
    assert left.seconds + right.seconds == pytest.approx(9.0)
    assert (left.start, right.end) == (0.0, 24.0)
