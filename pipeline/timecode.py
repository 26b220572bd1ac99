"""Clock times as people read them in an article or on a screen."""

from __future__ import annotations


def clock(seconds: float) -> str:
    """`HH:MM:SS` for a time in seconds, cut down to the second, as a published article shows it."""
    whole = int(max(0.0, seconds))
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"
