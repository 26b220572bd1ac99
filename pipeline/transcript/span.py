"""Intervals of media time, in seconds from the start of the recording."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_LATEST = 100_000_000.0
"""Seconds, some three years: a later time is damage, and sums of such times are no numbers any more."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of time, `start` inclusive, `end` exclusive, both in seconds.

    Raises ValueError when a bound is not finite or beyond any recording, or the end lies before the start.
    """

    start: float
    end: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.start) and math.isfinite(self.end)):
            raise ValueError(f"times must be finite seconds, got {self.start} and {self.end}")
        if max(abs(self.start), abs(self.end)) > _LATEST:
            raise ValueError(
                f"times must be under {_LATEST:,.0f} seconds, got {self.start:g} and {self.end:g}"
            )
        if self.end < self.start:
            raise ValueError(f"an interval cannot end ({self.end} s) before it starts ({self.start} s)")

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return self.end - self.start

    @property
    def middle(self) -> float:
        """Where a word counts to lie, whose edges no recognizer knows well."""
        return (self.start + self.end) / 2

    def overlap(self, other: Span) -> float:
        """Seconds shared with `other`; 0.0 when they do not meet.

        >>> Span(0.0, 2.0).overlap(Span(1.5, 4.0))
        0.5
        """
        return max(0.0, min(self.end, other.end) - max(self.start, other.start))


def union(spans: Iterable[Span], *, bridge: float = 0.0) -> tuple[Span, ...]:
    """Join spans that overlap, touch, or lie at most `bridge` seconds apart, in time order.

    >>> union([Span(3.0, 4.0), Span(0.0, 1.0), Span(1.5, 2.0)], bridge=0.5)
    (Span(start=0.0, end=2.0), Span(start=3.0, end=4.0))
    """
    joined: list[Span] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if joined and start <= joined[-1].end + bridge:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, end))
        else:
            joined.append(Span(start, end))
    return tuple(joined)


def without(span: Span, taken: Iterable[Span]) -> Iterator[Span]:
    """What is left of `span` outside `taken`, which are in order.

    >>> list(without(Span(0.0, 5.0), [Span(1.0, 2.0), Span(4.0, 9.0)]))
    [Span(start=0.0, end=1.0), Span(start=2.0, end=4.0)]
    """
    start = span.start
    for other in taken:
        if start < other.start < span.end:
            yield Span(start, other.start)
        start = max(start, other.end)
    if start < span.end:
        yield Span(start, span.end)
