"""How long and how much a program that reads media may take before it is ended."""

from __future__ import annotations

from dataclasses import dataclass

STALLED = 300.0
"""Seconds without anything read or said. A film of 60 GB without sound before its end takes so long."""
LONGEST = 48.0
"""Hours of sound: more comes from damaged clocks, or never ends."""

ENGINE_STALLED = 3600.0
"""Seconds without progress of an engine. The largest model takes most of it for a batch on a slow machine."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Generous: they end what would never end. Times are seconds; None is no limit."""

    stalled: float | None = STALLED
    total: float | None = 24 * 3600.0
    """For the whole file. A day of sound is decoded in a few minutes on a plain computer."""
    said: int = 4 << 30
    """Bytes of messages. With a line for each piece of sound, a day is about 1 GB."""
    decoded: float = LONGEST * 3600
    """Of sound."""
    processor: float | None = 48 * 3600.0
    """Of one processor core: it ends what lives on when nobody is left to end it."""
    memory: int = 4 << 30
    """Bytes that it writes to. The sound of any recording takes some 50 MB, large pictures below 1 GB."""
    written: int = 64 << 30
    """Bytes of a file that it makes: the copy for a browser of two days is half of it."""
