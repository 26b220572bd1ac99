"""How long and how much a program that reads media may take before it is ended."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Generous: they end what would never end. Times are seconds; None is no limit."""

    stalled: float | None = 300.0
    """Without anything read or said. A film of 60 GB without sound before its end takes so long."""
    total: float | None = 24 * 3600.0
    """For the whole file. A day of sound is decoded in two minutes on a plain computer."""
    said: int = 4 << 30
    """Bytes of messages. With a line for each piece of sound, a day is about 1 GB."""
    decoded: float = 48 * 3600.0
    """Of sound: longer ones come from damaged clocks, or never end."""
