"""The date and time of publication: how people write it, how it is kept, how the article shows it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

_CLOCK = r"(?P<hour>\d{1,2}):?(?P<minute>\d{2})(?::?\d{2}(?:[.,]\d+)?)?"
_ZONE = r"(?:\s*(?P<zone>Z|UTC|GMT)?(?P<offset>[+-]\d{2}(?::?\d{2})?)?)"
_FORM = re.compile(
    rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?:[T ]+{_CLOCK}{_ZONE})?"
)
_TOGETHER = re.compile(
    rf"(?P<year>(?:19|20)\d{{2}})(?P<month>\d{{2}})(?P<day>\d{{2}})(?:[T ]{_CLOCK}{_ZONE})?"
)
"""As programs write it into tags: `20250204`."""
_PART = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_IN_NAMES = re.compile(
    r"(?<!\d)(?:(?P<first>(?:19|20)\d{2})(?P<mark>[-_. ]?)(?P<second>\d{2})(?P=mark)(?P<third>\d{2})"
    r"|(?P<one>\d{2})(?P<dash>[-_.])(?P<two>\d{2})(?P=dash)(?P<last>(?:19|20)\d{2}))"
    r"(?=\D|$|\d{6}(?!\d))"
)
"""Year first, with one mark between or none; or year last with a mark. Six figures behind are a time."""


def normal_published(text: str) -> str | None:
    """`2025/2/4 20:00` and its like as `2025-02-04T20:00`, a date alone as `2025-02-04`.

    None for anything else, a year alone among it: a day that nobody gave is not made up. Seconds are dropped.
    A zone is kept as its distance from UTC; a time without one is the station's own.

    >>> normal_published("2025/2/4 20:00"), normal_published("20250204"), normal_published("2025")
    ('2025-02-04T20:00', '2025-02-04', None)
    >>> normal_published("2025-02-04 23:30:00Z"), normal_published("2025-02-04T20:00+0900")
    ('2025-02-04T23:30+00:00', '2025-02-04T20:00+09:00')
    """
    match = _FORM.fullmatch(text.strip()) or _TOGETHER.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (int(match[name]) for name in ("year", "month", "day"))
    try:
        if match["hour"] is None:
            return date(year, month, day).isoformat()
        zone = _zone(match["zone"], match["offset"])
        moment = datetime(year, month, day, int(match["hour"]), int(match["minute"]), tzinfo=zone)
    except ValueError:
        return None
    return moment.isoformat(timespec="minutes")


def published_in_name(stem: str) -> str | None:
    """The day in a file's name, where there is one and it can be read in one way only.

    A time is not looked for: figures behind a date may be anything.

    >>> published_in_name("20250204_Harbour bridge"), published_in_name("news 2025-02-04 at eight")
    ('2025-02-04', '2025-02-04')
    >>> published_in_name("news_25-02-2025"), published_in_name("news_04-02-2025")
    ('2025-02-25', None)
    """
    days = [_days(match) for match in _IN_NAMES.finditer(stem)]
    found = {day for possible in days for day in possible}
    return found.pop().isoformat() if len(found) == 1 else None


def is_day_month_or_year(text: str) -> bool:
    """Whether a text is one, as dates are compared by: `2025-02-04`, `2025-02`, `2025`."""
    return _PART.fullmatch(text) is not None


def at_station(published: str, station: tzinfo) -> str:
    """A moment with a zone as the clock at the station shows it; what has none is the station's already.

    Raises nothing for any `published` in its normal form.
    """
    moment = datetime.fromisoformat(published)
    if moment.tzinfo is None:
        return published
    try:
        return moment.astimezone(station).replace(tzinfo=None).isoformat(timespec="minutes")
    except OverflowError:  # at the ends of the calendar
        return published


def published_line(published: str) -> str:
    """`2025-02-04T20:00` as the article shows it: `2025/02/04 20:00`; a zone is told.

    >>> published_line("2025-02-04T23:30+00:00"), published_line("2025-02-04T20:00+09:00")
    ('2025/02/04 23:30 UTC', '2025/02/04 20:00 UTC+09:00')
    """
    day, mark, rest = published.partition("T")
    shown = day.replace("-", "/")
    if not mark:
        return shown
    offset = rest[5:]
    zone = f" UTC{'' if offset == '+00:00' else offset}" if offset else ""
    return f"{shown} {rest[:5]}{zone}"


def _zone(name: str | None, offset: str | None) -> timezone | None:
    if offset is None:
        return UTC if name else None
    hours, minutes = int(offset[1:3]), int(offset[-2:]) if len(offset) > 3 else 0  # +09
    if minutes >= 60:  # minutes of an hour
        raise ValueError(f"{offset} is no zone")
    away = timedelta(hours=hours, minutes=minutes)
    return timezone(-away if offset[0] == "-" else away)


def _days(match: re.Match[str]) -> frozenset[date]:
    """The days that a match may mean."""
    if match["first"]:
        orders = [(match["first"], match["second"], match["third"])]
    else:
        orders = [
            (match["last"], *pair) for pair in ((match["one"], match["two"]), (match["two"], match["one"]))
        ]
    found = set()
    for year, month, day in orders:
        try:
            found.add(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return frozenset(found)
