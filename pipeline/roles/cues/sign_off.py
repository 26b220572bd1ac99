"""A voice that signs off: "Lena Ford, Example News, Hillford"."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.roles.cues.base import Cue, Exchange, Link, SpokenCue


def sign_off(said: Exchange) -> Iterator[Cue | Link]:
    """The first one of a turn, with the name in it; the house's own forms prove more than those of others."""
    for kind in SIGN_OFFS:
        if found := said.first(kind):
            yield said.cue(kind, found)
            return


SIGN_OFFS = ("signs_off_as_house", "signs_off")
CUE = SpokenCue(sign_off, cues=SIGN_OFFS)
