"""What a line of the table of scores says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, Self, TypeVar

from pipeline.evaluation.sample import Sample


class Score(Protocol):
    """What a comparison gives. Scores of several recordings add up to the overall one."""

    def __add__(self, other: Self, /) -> Self: ...

    def cells(self) -> tuple[str, ...]:
        """For people: one text for each column of its measure."""
        ...

    def plain(self) -> dict[str, Any] | None:
        """For programs: what JSON holds; None where there is nothing to tell."""
        ...


_Score = TypeVar("_Score", bound=Score)


@dataclass(frozen=True, slots=True)
class Measure(Generic[_Score]):
    """One way to say how far a transcript is from its reference."""

    name: str
    """Its key in JSON."""
    columns: tuple[str, ...]
    """Titles in the table for people."""
    legend: str
    """What the columns mean, for the line below the table."""
    compare: Callable[[Sample, Sample, float], _Score | None]
    """Reference, hypothesis, and the collar of turns in seconds; None where a side knows too little."""
