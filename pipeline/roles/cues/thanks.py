"""A voice that thanks another one by name, and one that answers thanks."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.roles.cues.base import Cue, Exchange, Link, SpokenCue


def thanks(said: Exchange) -> Iterator[Cue | Link]:
    """The name belongs to whoever was thanked, so the one who thanks keeps none from it."""
    if said.before is None:
        return
    for found in said.find("thanks"):
        yield said.cue("thanks_by_name", found, named=False)
        yield said.cue("is_thanked", found, said.before)
        yield said.link("thanks", said.before, found)
    for found in said.find("answers_thanks"):
        yield said.cue("answers_thanks", found, named=False)


CUE = SpokenCue(thanks, cues=("thanks_by_name", "is_thanked", "answers_thanks"), links=("thanks",))
