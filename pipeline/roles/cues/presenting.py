"""A voice that presents: it greets, opens the programme, says what comes next."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.roles.cues.base import Cue, Exchange, Link, SpokenCue


def presenting(said: Exchange) -> Iterator[Cue | Link]:
    """As in "Good evening, I'm Clara Hughes"."""
    for found in said.find("presents"):
        yield said.cue("presents", found)


CUE = SpokenCue(presenting, cues=("presents",))
