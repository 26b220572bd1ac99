"""A share of errors that can be added up."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """Errors out of a total; rates of several recordings add up to the overall one."""

    errors: float
    total: float

    def __add__(self, other: ErrorRate) -> ErrorRate:
        return ErrorRate(self.errors + other.errors, self.total + other.total)

    @property
    def share(self) -> float:
        """Errors to total; NaN where there is nothing to be wrong about."""
        return self.errors / self.total if self.total else math.nan

    def cells(self) -> tuple[str, ...]:
        """The share, as a text."""
        return (str(self),)

    def plain(self) -> dict[str, Any]:
        """Share, errors and total; no share where there is nothing to be wrong about."""
        share = round(self.share, 4) if self.total else None
        return {"rate": share, "errors": round(self.errors, 3), "total": round(self.total, 3)}

    def __str__(self) -> str:
        return f"{100 * self.share:.1f} %" if self.total else "-"
