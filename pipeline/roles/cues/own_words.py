"""What a voice says of itself alone: that it is a guest, where it reports from, its own name."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.roles.cues.base import Cue, Exchange, Link, SpokenCue

_KINDS = ("is_guest", "reports_from", "answers_by_name", "gives_own_name")


def own_words(said: Exchange) -> Iterator[Cue | Link]:
    """A cue for every such phrase."""
    for kind in _KINDS:
        for found in said.find(kind):
            yield said.cue(kind, found)


CUE = SpokenCue(own_words, cues=_KINDS)
