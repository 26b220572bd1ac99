"""The programme's own timecode in the place of media time, by one switch."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from pipeline.transcript.frames import FrameClock
from tests.review.page.conftest import Opens
from tests.review.page.hands import reads, says, until
from tests.review.page.item import item

pytestmark = pytest.mark.slow
_CLOCKS = (
    FrameClock(Fraction(25), first=25 * 36000),
    FrameClock(Fraction(30000, 1001), drop=True, first=107892),
    FrameClock(Fraction(30000, 1001), first=0),
    FrameClock(Fraction(60000, 1001), drop=True, first=60 * 86000),
    FrameClock(Fraction(24000, 1001), first=86399 * 24),
)


def counted(clock: FrameClock) -> dict[str, Any]:
    num, den = clock.rate.as_integer_ratio()
    return {"first": clock.first, "num": num, "den": den, "drop": clock.drop}


def opened(from_disk: Opens, clock: FrameClock) -> Any:
    return from_disk({**item(), "timecode": counted(clock)})


def switch(page: Any) -> None:
    page.keyboard.press("?")
    page.click("#source")
    page.keyboard.press("Escape")


@pytest.mark.parametrize("clock", _CLOCKS, ids=str)
def test_labels_are_those_of_the_program_for_a_day(from_disk: Opens, clock: FrameClock) -> None:
    page = opened(from_disk, clock)
    times = [0.0, 0.04, 59.91, 60.11, 599.97, 600.31, *(step * 997.3317 for step in range(87))]
    labels = page.evaluate(
        f"(times) => times.map((one) => timecodeAt(one, {counted(clock)!r}))".replace("True", "true").replace(
            "False", "false"
        ),
        times,
    )
    assert labels == [clock.at(time) for time in times]


def test_one_switch_changes_every_time_and_is_kept(from_disk: Opens) -> None:
    page = opened(from_disk, _CLOCKS[0])
    reads(page, "#text .t >> nth=0", "0:00")
    switch(page)
    reads(page, "#text .t >> nth=0", "10:00:00")
    reads(page, "#at", "10:00:00")
    reads(page, "#length", "2:05")  # how long it is stays how long it is
    says(page, "#places time >> nth=0", "10:00:")
    page.reload()
    until(page, "performance.getEntriesByName('ready').length > 0")
    reads(page, "#text .t >> nth=0", "10:00:00")
    switch(page)
    reads(page, "#text .t >> nth=0", "0:00")


@pytest.mark.parametrize(("written", "seconds"), [("10:01:05", 65), ("10:00:30:12", 30.48), ("1:10", 70)])
def test_a_timecode_is_gone_to(from_disk: Opens, written: str, seconds: float) -> None:
    page = opened(from_disk, _CLOCKS[0])
    switch(page)
    page.keyboard.press("g")
    page.keyboard.type(written)
    page.keyboard.press("Enter")
    until(page, f"Math.abs(media.currentTime - {seconds}) < 0.05")


def test_without_a_timecode_there_is_no_switch(from_disk: Opens) -> None:
    page = from_disk()
    page.keyboard.press("?")
    assert not page.is_visible("#source")
