"""Dates of publication, read and shown."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.transcript.dates import at_station, normal_published, published_in_name, published_line


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2025/2/4 20:00", "2025-02-04T20:00"),
        ("2025.02.04 7:05", "2025-02-04T07:05"),
        ("2025-02-04T20:00:59Z", "2025-02-04T20:00+00:00"),
        ("2025-02-04T20:00:59.250+05:30", "2025-02-04T20:00+05:30"),
        ("2025-02-04 20:00 UTC-08", "2025-02-04T20:00-08:00"),
        ("20250204", "2025-02-04"),
        ("20250204T200000Z", "2025-02-04T20:00+00:00"),
        ("  2025-02-04  ", "2025-02-04"),
    ],
)
def test_dates_as_people_write_them_are_understood(written: str, kept: str) -> None:
    assert normal_published(written) == kept


@pytest.mark.parametrize(
    "written",
    ["", "2025", "2025-02", "yesterday", "2025-02-30", "2025-13-01", "2025-02-04 25:00", "2025-02-04 20:61",
     "04/02/2025", "2025-02-04 at eight", "20251302", "04022025", "11111111", "2025-02-04 20:00 KST",
     "2025-02-04 20:00+25:00", "2025-02-04 20:00+09:75", "202502"],
)  # fmt: skip
def test_a_day_that_nobody_gave_is_not_made_up(written: str) -> None:
    assert normal_published(written) is None


def test_the_article_shows_slashes_and_a_space() -> None:
    assert published_line("2025-02-04T20:00") == "2025/02/04 20:00"


def test_the_article_shows_no_hour_where_none_is_known() -> None:
    assert published_line("2025-02-04") == "2025/02/04"


@given(st.datetimes(min_value=datetime(1000, 1, 1)), st.sampled_from(["-", "/", "."]))
def test_what_the_article_shows_can_be_read_back(moment: datetime, mark: str) -> None:
    kept = normal_published(f"{moment.year}{mark}{moment.month}{mark}{moment.day} {moment:%H:%M}")
    assert kept is not None
    assert datetime.fromisoformat(kept) == moment.replace(second=0, microsecond=0)
    assert normal_published(published_line(kept)) == kept


@given(
    st.text(max_size=30) | st.from_regex(r"[12][0-9]{3}[-/.][0-9]{1,2}[-/.][0-9]{1,2}.{0,8}", fullmatch=True)
)
def test_whatever_is_written_the_answer_is_a_normal_date_or_none(written: str) -> None:
    kept = normal_published(written)
    assert kept is None or re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d([+-]\d\d:\d\d)?)?", kept)
    assert kept is None or normal_published(kept) == kept


@given(
    st.datetimes(min_value=datetime(1000, 1, 2), max_value=datetime(9999, 12, 30)),
    st.integers(-14 * 60, 14 * 60),
)
def test_a_zone_is_kept_shown_and_read_back(moment: datetime, away: int) -> None:
    there = moment.replace(second=0, microsecond=0, tzinfo=timezone(timedelta(minutes=away)))
    kept = normal_published(there.isoformat(timespec="minutes"))
    assert kept is not None
    assert datetime.fromisoformat(kept) == there
    assert normal_published(published_line(kept)) == kept
    assert "UTC" in published_line(kept)


@given(
    st.datetimes(min_value=datetime(1970, 1, 2), max_value=datetime(2099, 12, 30)),
    st.sampled_from(["Asia/Seoul", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"]),
)
def test_a_moment_elsewhere_is_told_by_the_clock_at_the_station(moment: datetime, place: str) -> None:
    there = moment.replace(second=0, microsecond=0, tzinfo=UTC)
    told = datetime.fromisoformat(at_station(there.isoformat(timespec="minutes"), ZoneInfo(place)))
    assert told == there.astimezone(ZoneInfo(place)).replace(tzinfo=None)


@pytest.mark.parametrize("published", ["2025-02-04", "2025-02-04T20:00"])
def test_what_has_no_zone_is_the_stations_own_time_already(published: str) -> None:
    assert at_station(published, ZoneInfo("Asia/Seoul")) == published


@pytest.mark.parametrize(
    ("stem", "day"),
    [
        ("20250204_Harbour bridge", "2025-02-04"),
        ("2025-02-04 Harbour", "2025-02-04"),
        ("news20250204", "2025-02-04"),
        ("VID_20250204_200000", "2025-02-04"),
        ("rec-20250204200000", "2025-02-04"),
        ("2025_02_04", "2025-02-04"),
        ("news 04.04.2025", "2025-04-04"),
        ("news_25-02-2025", "2025-02-25"),
        ("news_02-25-2025", "2025-02-25"),
        ("2025-02-04 repeat of 20250204", "2025-02-04"),
    ],
)
def test_a_day_in_a_name_is_found(stem: str, day: str) -> None:
    assert published_in_name(stem) == day


@pytest.mark.parametrize(
    "stem",
    ["news", "news_04-02-2025", "2025-02-04 to 2025-02-10", "20251302", "2025-02", "120250204", "2025020412",
     "take 2025 02-04", "19-20-2025", "1080-25-50", "4-2-2025", "04-02_2025"],
)  # fmt: skip
def test_a_day_that_may_be_another_one_or_none_is_not_made_up_of_a_name(stem: str) -> None:
    assert published_in_name(stem) is None


def test_years_have_four_figures() -> None:
    assert normal_published("0001-01-01") in (None, "0001-01-01")
