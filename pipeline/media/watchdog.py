"""Ends a program that does nothing any more, or never ends."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from pipeline.limits import Limits

_LOOK = 0.25
"""Seconds between two looks, at most."""


class Watchdog:
    """Calls `end` once, in a thread of its own, when a limit is reached; `why` says which."""

    def __init__(self, limits: Limits, end: Callable[[], None]) -> None:
        self.why: str | None = None
        self._limits = limits
        self._end = end
        self._began = self._last = time.monotonic()
        self._said = 0
        self._over = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def goes_on(self) -> None:
        """Something was read."""
        self._last = time.monotonic()

    def says(self, count: int) -> None:
        """So many bytes of messages came."""
        self._said += count
        self._last = time.monotonic()

    def stop(self) -> None:
        """The program has ended by itself."""
        self._over.set()

    def _watch(self) -> None:
        while not self._over.wait(_LOOK):
            self.why = self._reached()
            if self.why:
                self._end()
                return

    def _reached(self) -> str | None:
        now, limits = time.monotonic(), self._limits
        if limits.stalled is not None and now - self._last > limits.stalled:
            return f"nothing came of it for {limits.stalled:g} s"
        if limits.total is not None and now - self._began > limits.total:
            return f"it took longer than {limits.total:g} s"
        if self._said > limits.said:
            return f"it sent more than {limits.said} bytes of messages"
        return None
