"""Clock times as an article shows them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.transcript.timecode import clock, in_words


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0.0, "00:00:00"),
        (59.999, "00:00:59"),
        (60.0, "00:01:00"),
        (3599.99, "00:59:59"),
        (3661.5, "01:01:01"),
        (360_000.0, "100:00:00"),
        (-0.2, "00:00:00"),
        (-5.0, "00:00:00"),
    ],
)
def test_clock_shows_the_second_that_has_begun(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


@given(st.floats(0.0, 1e6))
def test_clock_read_back_lies_less_than_a_second_before_the_time(seconds: float) -> None:
    hours, minutes, rest = (int(part) for part in clock(seconds).split(":"))
    assert minutes < 60
    assert rest < 60
    assert 0 <= seconds - (hours * 3600 + minutes * 60 + rest) < 1


@given(st.floats(0.0, 3e5), st.floats(0.0, 3e5))
def test_later_times_never_sort_before_earlier_ones(one: float, other: float) -> None:
    assert clock(min(one, other)) <= clock(max(one, other))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.0, "0 s"),
        (59.6, "1 min 00 s"),
        (200.0, "3 min 20 s"),
        (7500.0, "2 h 05 min"),
        (90061.0, "25 h 01 min"),
    ],
)
def test_lengths_of_time_are_told_in_the_two_largest_units(seconds: float, words: str) -> None:
    assert in_words(seconds) == words
