"""When captions begin and end."""

from __future__ import annotations

from dataclasses import replace

from pipeline.captions.caption import Draft, Line
from pipeline.captions.rules import rules_of
from pipeline.captions.style import CaptionPreset
from pipeline.captions.timing import tick, timed

_NETFLIX = rules_of(CaptionPreset.NETFLIX, "en")
_BBC = rules_of(CaptionPreset.BBC, "en")


def draft(start: float, end: float, text: str = "Good evening.") -> Draft:
    return Draft(start, end, (Line("S1", text, words=len(text.split())),))


def times(
    *drafts: Draft, preset: CaptionPreset = CaptionPreset.NETFLIX, grid: int = 1000
) -> list[tuple[int, int]]:
    found = timed(drafts, rules_of(preset, "en"), grid, None)
    return [(one.start, one.end) for one in found]


def test_a_caption_stands_on_until_it_can_be_read_but_not_longer_than_the_preset_lets_it() -> None:
    assert times(draft(0.0, 1.0, "x" * 24)) == [(0, 1200)]
    assert times(draft(0.0, 1.0, "x" * 40)) == [(0, 1500)]


def test_a_short_gap_is_closed_to_two_frames_and_a_long_one_stays() -> None:
    assert times(draft(0.0, 1.0), draft(1.3, 2.3)) == [(0, 1216), (1300, 2300)]
    assert times(draft(0.0, 1.0), draft(1.6, 2.6)) == [(0, 1000), (1600, 2600)]
    assert times(draft(0.0, 1.0), draft(1.32, 2.32), grid=25) == [(0, 31), (33, 58)]


def test_a_gap_is_not_closed_where_the_caption_would_stand_too_long() -> None:
    assert times(draft(0.0, 6.9), draft(7.3, 8.3))[0] == (0, 6900)


def test_the_bbc_s_captions_leave_no_gap_or_one_of_a_second() -> None:
    assert times(draft(0.0, 1.0), draft(1.9, 3.0), preset=CaptionPreset.BBC)[0] == (0, 1900)
    assert times(draft(0.0, 1.0), draft(2.1, 3.0), preset=CaptionPreset.BBC)[0] == (0, 1000)


def test_the_second_of_two_voices_waits_no_longer_than_half_of_its_words() -> None:
    both = times(draft(0.0, 5.0, "x" * 80), draft(0.2, 2.2))
    assert both[1][0] == 1200


def test_captions_that_begin_at_once_still_follow_each_other() -> None:
    found = times(*[draft(1.0, 1.0)] * 5)
    assert [start for start, _ in found] == [1000, 1001, 1002, 1003, 1004]
    assert all(start < end for start, end in found)


def test_a_tick_is_the_nearest() -> None:
    assert [tick(seconds, 25) for seconds in (0.0, 0.019, 0.02, 59.99, -1.0)] == [0, 0, 1, 1500, 0]


def test_a_reading_speed_in_words_counts_words() -> None:
    assert replace(_BBC, word=0.5).reading(80, 3) == 1.5
    assert _NETFLIX.reading(80, 3) == 4.0
