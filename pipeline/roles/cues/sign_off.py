"""A voice that signs off: "Lena Ford, Example News, Hillford"."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.roles.cues.base import Cue, Exchange, Link, SpokenCue


def sign_off(said: Exchange) -> Iterator[Cue | Link]:
    """The first one of a turn, with the name in it."""
    if found := said.first("signs_off"):
        yield said.cue("signs_off", found)


CUE = SpokenCue(sign_off, cues=("signs_off",))
