"""How fast recordings are heard, and so how long the rest takes."""

from __future__ import annotations


class Pace:
    """Learns from recordings that were heard; neither loading nor what was only written anew counts.

    `known` is seconds of work for a second of sound by one worker, from earlier runs; None where there were
    none. Times are those of one clock, in seconds.
    """

    def __init__(self, known: float | None = None) -> None:
        self._known = known
        self._begun: float | None = None
        self._heard: dict[str, float] = {}

    def begin(self, now: float) -> None:
        """The first recording is in work: the engines are loaded."""
        self._begun = now if self._begun is None else self._begun

    def heard(self, name: str, seconds: float) -> None:
        """So much of a recording was heard."""
        self._heard[name] = seconds

    def forget(self, name: str) -> None:
        """What was told of a recording was no hearing."""
        self._heard.pop(name, None)

    def rate(self, now: float) -> float | None:
        """Seconds of sound in a second, of all workers together; None while nothing was heard."""
        heard = sum(self._heard.values())
        if self._begun is None or not heard or now <= self._begun:
            return None
        return heard / (now - self._begun)

    def left(self, seconds: float, now: float) -> float | None:
        """How long it takes to hear so much more; None while that cannot be known."""
        if rate := self.rate(now):
            return seconds / rate
        return None if self._known is None else seconds * self._known
