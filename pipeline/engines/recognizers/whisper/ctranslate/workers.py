"""How many windows are decoded at a time, and by how many threads, on a processor."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

_EACH = 4
"""Windows that one worker decodes together: what is read of the weights serves them all."""
_ROOM = 2 << 30
"""Bytes that the keys and values of all windows being decoded may take: 55 windows of Whisper base, 4 of
large."""


@dataclass(frozen=True, slots=True)
class Workers:
    """Workers decode side by side, each some windows with its own threads.

    Matrices of single tokens are too small to share out among threads: on two cores, two workers of one
    thread decode three times as fast as one of two (Whisper base in 8 bits).
    """

    count: int
    threads: int
    windows: int

    @classmethod
    def of(cls, cores: int, window: int) -> Workers:
        """As many as there are cores, while `window` bytes for each of their windows are to be had.

        A large model is left to one worker: several would each read all of its weights for every token.
        """
        windows = max(1, min(_EACH * cores, _ROOM // window))
        count = max(1, windows // _EACH)
        return cls(count, cores // count, windows)

    def shares(self, windows: int) -> list[slice]:
        """Rows of so many windows, shared out evenly."""
        each = max(1, ceil(windows / self.count))
        return [slice(at, min(at + each, windows)) for at in range(0, windows, each)]
