"""Moments of a recording as people write them."""

from __future__ import annotations

import re

AUTO = "auto"
"""In the place of a beginning: where the programme begins."""
MOMENT = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,2}):)?(\d{1,6}(?:\.\d{1,6})?)")
"""Seconds, minutes and seconds, or hours too."""
_CLOCK = len("00:12:31")
_TIMECODE = re.compile(r"\d{2}:\d{2}:\d{2}[:;.,]\d{2,3}")


def seconds_of(text: str) -> float:
    """Raises ValueError for what is no such moment.

    >>> seconds_of("90.5"), seconds_of("1:30"), seconds_of("01:00:00")
    (90.5, 90.0, 3600.0)
    """
    found = MOMENT.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no time")
    hours, minutes, seconds = found.groups()
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + float(seconds)


def length_of(text: str) -> float:
    """A length of time in seconds, the frames at its end cut off. Raises ValueError for what is none.

    >>> length_of("1740"), length_of("29:00"), length_of("00:29:00:12")
    (1740.0, 1740.0, 1740.0)
    """
    return seconds_of(text[:_CLOCK] if _TIMECODE.fullmatch(text) else text)


def check_moment(text: str, *others: str) -> None:
    """Raise ValueError for what is neither such a moment nor a timecode nor one of the `others`."""
    if text in others:
        return
    if not (MOMENT.fullmatch(text) or _TIMECODE.fullmatch(text)):
        raise ValueError(f"times are seconds, 00:12:31 or a timecode like 10:12:31:05, not {text!r}")
