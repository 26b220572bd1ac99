"""One piece of evidence for a role."""

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


@dataclass(frozen=True, slots=True)
class Cue:
    """Something said, or a pattern in time, that tells about the voice `label`.

    `kind` is a key of `weights.Weights.cues`, which says what it is worth for each role; the worth is
    multiplied by `strength`. `name` is what the cue calls that voice, if it calls it anything. `time` is in
    seconds.
    """

    kind: str
    label: str
    quote: str = ""
    time: float = 0.0
    name: str | None = None
    strength: float = 1.0
