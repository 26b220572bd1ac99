"""Who is heard when, without words."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.transcript.span import Span

UNATTRIBUTED = ""
"""Label of turns whose voice nobody told apart; their utterances have no speaker."""


@dataclass(frozen=True, slots=True)
class Turn(Span):
    """Time held by one voice, without its words. `label` is anonymous, as in `S1`."""

    label: str


@dataclass(frozen=True, slots=True)
class Diarization:
    """What a diarizer heard: turns that may overlap, and the same turns cut so that they never do.

    `notes` are for the user.
    """

    turns: tuple[Turn, ...]
    exclusive: tuple[Turn, ...]
    notes: tuple[str, ...] = ()
