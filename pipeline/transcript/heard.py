"""What was heard where the program writes a name otherwise, and where it only might be written so."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.transcript.open import Open, Timed


@dataclass(frozen=True, slots=True)
class HeardWord(Timed):
    """A word as it was recognised."""

    text: str
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class NameSuggestion(Open):
    """Words heard that may be a known name misheard: similar, and not sure enough to be written so.

    `score` is how alike they are, 0 to 1; `source` says where the name is known from: `cast`, `profile` or
    `glossary`; `times` are the seconds at which the words are heard.
    """

    heard: str
    name: str
    score: float
    source: str
    times: tuple[float, ...] = ()
