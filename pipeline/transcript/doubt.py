"""A place to listen to before a paragraph is printed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.transcript.open import Open


class DoubtKind(StrEnum):
    """What may be wrong."""

    MISSING = "missing"
    WORDS = "words"
    NAME = "name"
    NUMBER = "number"
    OVERLAP = "overlap"
    QUOTE = "quote"
    ROLE = "role"
    VOICE = "voice"


@dataclass(frozen=True, slots=True)
class Doubt(Open):
    """One of the few places of a programme at which a mistake would do most harm.

    `rank` is its place among them, from 1, the worst first; 0 in files of versions that did not rank them.
    `time` is the second to listen from. `text` is one reason, for people, and holds no word of the recording.
    `kind` is one of `DoubtKind`; one that only a later version knows is kept as it is.
    """

    kind: DoubtKind | str
    rank: int
    time: float
    text: str

    def __post_init__(self) -> None:
        if self.kind in set(DoubtKind):
            object.__setattr__(self, "kind", DoubtKind(self.kind))
