"""Clock times as people read them in an article or on a screen."""

from __future__ import annotations


def clock(seconds: float) -> str:
    """`HH:MM:SS` for a time in seconds, cut down to the second, as a published article shows it.

    >>> clock(3725.9)
    '01:02:05'
    """
    whole = int(max(0.0, seconds))
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def in_words(seconds: float) -> str:
    """A length of time for people.

    >>> in_words(7500), in_words(200), in_words(4)
    ('2 h 05 min', '3 min 20 s', '4 s')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
