"""A share of errors that can be added up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """Errors out of a total; rates of several recordings add up to the overall one."""

    errors: float
    total: float

    def __add__(self, other: Rate) -> Rate:
        return Rate(self.errors + other.errors, self.total + other.total)

    def __str__(self) -> str:
        return f"{100 * self.errors / self.total:.1f} %" if self.total else "-"
