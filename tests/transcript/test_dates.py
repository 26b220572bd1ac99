"""Dates of publication, read and shown."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.transcript.dates import normal_published, published_line


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2025/2/4 20:00", "2025-02-04T20:00"),
        ("2025.02.04 7:05", "2025-02-04T07:05"),
        ("2025-02-04T20:00:59Z", "2025-02-04T20:00"),
        ("2025-02-04T20:00:59.250+05:30", "2025-02-04T20:00"),
        ("  2025-02-04  ", "2025-02-04"),
    ],
)
def test_dates_as_people_write_them_are_understood(written: str, kept: str) -> None:
    assert normal_published(written) == kept


@pytest.mark.parametrize(
    "written",
    ["", "2025", "2025-02", "yesterday", "2025-02-30", "2025-13-01", "2025-02-04 25:00", "2025-02-04 20:61",
     "04/02/2025", "2025-02-04 at eight"],
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
    assert kept is None or re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d)?", kept)
    assert kept is None or normal_published(kept) == kept


def test_years_have_four_figures() -> None:
    assert normal_published("0001-01-01") in (None, "0001-01-01")
