"""Actions that are made and undone at once, as they come from a page or a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pipeline.corrections.action import Action
from pipeline.errors import DocumentError
from pipeline.storage.first_error import FirstError


@dataclass(frozen=True, slots=True)
class Step:
    """Actions that are made, and undone, at once. `id` names it for ever; `at` is the time in UTC."""

    id: str
    actions: tuple[Action, ...]
    at: str | None = None

    def __post_init__(self) -> None:
        if not self.id or "." in self.id or not self.id.isprintable() or len(self.id) > 64:
            raise ValueError("a step's id is a short name without a full stop")
        if self.at is not None:
            datetime.fromisoformat(self.at)


_STEPS: TypeAdapter[tuple[Step, ...]] = TypeAdapter(tuple[Step, ...])


def read_steps(data: Any, name: str) -> tuple[Step, ...]:
    """Steps as they stand in JSON that was parsed; `name` is what to call it. Raises DocumentError."""
    try:
        return _STEPS.validate_python(data)
    except ValidationError as error:
        raise DocumentError(f"{name} is damaged: {FirstError.of(error)}.") from None
