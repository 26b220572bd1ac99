"""The date and time of publication: how people write it, how it is kept, how the article shows it."""

from __future__ import annotations

import re
from datetime import datetime

_FORM = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::\d{2})?\S*)?")


def normal_published(text: str) -> str | None:
    """`2025/2/4 20:00` and its like as `2025-02-04T20:00`, a date alone as `2025-02-04`.

    None for anything else, a year alone among it: a day that nobody gave is not made up. Seconds and zones
    are dropped, as the article shows the station's own time.

    >>> normal_published("2025/2/4 20:00"), normal_published("2025.02.04"), normal_published("2025")
    ('2025-02-04T20:00', '2025-02-04', None)
    """
    match = _FORM.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day, hour, minute = match.groups()
    try:
        moment = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0))
    except ValueError:
        return None
    return moment.date().isoformat() if hour is None else moment.isoformat(timespec="minutes")


def published_line(published: str) -> str:
    """`2025-02-04T20:00` as the article shows it: `2025/02/04 20:00`."""
    return published.replace("-", "/").replace("T", " ")
