"""A voice that asks, and the one that is asked."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.roles.cues.base import Cue, Exchange, Link, SpokenCue


def question(said: Exchange) -> Iterator[Cue | Link]:
    """The first question of a turn; whoever is asked by a title is hardly a colleague."""
    found = said.first("asks")
    if found is None or said.after is None:
        return
    yield said.cue("asks", found)
    yield said.cue("is_asked", found, said.after, named=False)
    yield said.link("asks", said.after, found)
    for title in said.find("asks_with_title"):
        yield said.cue("is_asked_with_title", title, said.after, named=False)


CUE = SpokenCue(question, cues=("asks", "is_asked", "is_asked_with_title"), links=("asks",))
