"""Something that ties two voices: what one is tells about the other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """The voice `of` does something to the voice `to`: hands over to it, questions it, speaks before it.

    `kind` is a key of `weights.Weights.links`, which says how well each pair of roles fits.
    `time` is in seconds.
    """

    kind: str
    of: str
    to: str
    quote: str = ""
    time: float = 0.0
