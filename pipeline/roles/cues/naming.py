"""A name in the last words before another voice: it may be that voice's, with or without a title to it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.roles.cues.base import Cue, Exchange, Link, SpokenCue
from pipeline.roles.cues.titles import last_sentence


def naming(said: Exchange) -> Iterator[Cue | Link]:
    """Unless the sentence introduces somebody, which is a cue of its own."""
    if said.after is None:
        return
    words = last_sentence(said.turn, said.phrases)
    found = next(said.phrases.find("names", words), None)
    if found is None or next(said.phrases.find("introduces", words), None) is not None:
        return
    titled = next(said.phrases.find("titles", words), None) is not None
    to, time = said.after.speaker or "", said.turn.end
    yield Cue("is_named_with_title" if titled else "is_named", to, found.text, time)
    yield Link("names", said.label, to, found.text, time)


CUE = SpokenCue(naming, cues=("is_named", "is_named_with_title"), links=("names",))
