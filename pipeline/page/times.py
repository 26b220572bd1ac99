"""Times as a player shows them."""

from __future__ import annotations


def short_clock(seconds: float) -> str:
    """Minutes and seconds, and hours where there are any.

    >>> short_clock(41.8), short_clock(3725.0)
    ('0:41', '1:02:05')
    """
    whole = int(max(0.0, seconds))
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
