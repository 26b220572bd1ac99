"""Who is heard when, without words."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.transcript.span import Span, check_bounds

UNATTRIBUTED = ""
"""Label of turns whose voice nobody told apart; their utterances have no speaker."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Time held by one voice, without its words. `label` is anonymous, as in `S1`."""

    start: float
    end: float
    label: str

    def __post_init__(self) -> None:
        check_bounds(self.start, self.end)

    @property
    def span(self) -> Span:
        """The turn's time."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Diarization:
    """What a diarizer heard: turns that may overlap, and the same turns cut so that they never do.

    `notes` are for the user.
    """

    turns: tuple[Turn, ...]
    exclusive: tuple[Turn, ...]
    notes: tuple[str, ...] = ()
