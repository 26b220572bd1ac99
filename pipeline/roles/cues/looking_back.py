"""A voice that looks back on the report before: "Lena Ford reporting there"."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.roles.cues.base import Cue, Exchange, Link, SpokenCue


def looking_back(said: Exchange) -> Iterator[Cue | Link]:
    """The voice before was the reporter's."""
    found = said.first("was_report")
    if found is not None and said.before is not None:
        yield said.cue("was_report", found, said.before)
        yield said.link("names", said.before, found)


CUE = SpokenCue(looking_back, cues=("was_report",), links=("names",))
