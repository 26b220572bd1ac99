"""Frames and timecode, against OpenTimelineIO's own."""

from __future__ import annotations

from fractions import Fraction

import opentimelineio.opentime as otio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.transcript.frames import FrameClock
from pipeline.transcript.recording import Timecode

_NTSC = Fraction(30000, 1001)
_CLOCKS = (
    FrameClock(Fraction(25)), FrameClock(Fraction(24)), FrameClock(Fraction(50)), FrameClock(_NTSC),
    FrameClock(_NTSC, drop=True), FrameClock(Fraction(60000, 1001), drop=True),
)  # fmt: skip
_DAYS = st.integers(0, 2_000_000)


@given(st.sampled_from(_CLOCKS), _DAYS)
def test_a_frame_has_the_timecode_that_another_library_gives_it(clock: FrameClock, frame: int) -> None:
    rate = float(clock.rate)
    assert clock.text(frame) == otio.to_timecode(otio.RationalTime(frame, rate), rate, clock.drop)


@given(st.sampled_from(_CLOCKS), _DAYS)
def test_a_timecode_leads_back_to_its_frame(clock: FrameClock, frame: int) -> None:
    assert clock.number(clock.text(frame)) == frame


@given(st.floats(0.0, 80_000.0))
def test_drop_frame_stays_with_the_clock_on_the_wall(seconds: float) -> None:
    shown = FrameClock(_NTSC, drop=True).at(seconds)
    hours, minutes, rest = (int(part) for part in shown.partition(";")[0].split(":"))
    assert hours * 3600 + minutes * 60 + rest == pytest.approx(seconds, abs=1.1)


@pytest.mark.parametrize("minute", range(1, 10))
def test_two_numbers_are_left_out_each_minute_but_the_tenth(minute: int) -> None:
    clock = FrameClock(_NTSC, drop=True)
    last = clock.number(f"00:{minute - 1:02d}:59;29")
    assert clock.text(last + 1) == f"00:{minute:02d}:00;02"
    with pytest.raises(ValueError, match=r"is no timecode of 29\.97"):
        clock.number(f"00:{minute:02d}:00;01")
    assert clock.text(clock.number("00:09:59;29") + 1) == "00:10:00;00"


def test_a_programme_s_clock_begins_where_its_timecode_does_and_goes_round_at_midnight() -> None:
    clock = FrameClock.of(Timecode("23:59:59:24", "25/1", False, "mxf"))
    assert (clock.at(0.0), clock.at(0.04)) == ("23:59:59:24", "00:00:00:00")


@pytest.mark.parametrize(
    "timecode",
    [("10:00:00:00", "x", False), ("10:00:00:00", "-25", False), ("24:00:00:00", "25", False),
     ("10:00:00;00", "24000/1001", True), ("10:60:00:00", "25", False)],
)  # fmt: skip
def test_what_cannot_be_counted_is_refused(timecode: tuple[str, str, bool]) -> None:
    with pytest.raises(ValueError, match=r"timecode|rate|frames|dropped"):
        FrameClock.of(Timecode(*timecode, "mxf"))
