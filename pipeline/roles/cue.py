"""One piece of evidence for a role."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.types import Role


@dataclass(frozen=True, slots=True)
class Cue:
    """Something said, or a pattern in time, that speaks for `role` of the voice `label`.

    `name` is what the cue calls that voice, if it calls it anything. `time` is in seconds.
    """

    kind: str
    label: str
    role: Role
    quote: str = ""
    time: float = 0.0
    name: str | None = None
