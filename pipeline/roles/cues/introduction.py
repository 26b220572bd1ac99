"""A voice that brings another one in: the last sentence before it says who it is, or what it will say."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.roles.cues.base import Cue, Exchange, Link, SpokenCue
from pipeline.roles.cues.titles import last_sentence


def introduction(said: Exchange) -> Iterator[Cue | Link]:
    """As in "Residents say they are worried", and a resident is heard."""
    if said.after is None:
        return
    last = last_sentence(said.turn, said.phrases)
    if last.endswith("?") or next(said.phrases.find("introduces", last), None) is None:
        return
    of, to, time = said.label, said.after.speaker or "", said.turn.end
    yield Cue("introduces", of, last, time)
    yield Cue("is_introduced", to, last, time)
    yield Link("introduces", of, to, last, time)


CUE = SpokenCue(introduction, cues=("introduces", "is_introduced"), links=("introduces",))
