"""One piece of evidence for a role, and what every reader of such evidence is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.roles.phrases import Match, Phrases
from pipeline.transcript.model import Utterance


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


@dataclass(frozen=True, slots=True)
class Exchange:
    """A turn whose voice is known, and the turns before and after it by other voices; None at either end."""

    turn: Utterance
    before: Utterance | None
    after: Utterance | None
    phrases: Phrases

    @property
    def label(self) -> str:
        """The voice of the turn."""
        return self.turn.speaker or ""

    def find(self, kind: str) -> Iterator[Match]:
        """Every place of the turn where a phrase of `kind` stands."""
        return self.phrases.find(kind, self.turn.text)

    def first(self, kind: str) -> Match | None:
        """The first of them in the order of the list."""
        return next(self.find(kind), None)

    def cue(self, kind: str, found: Match, of: Utterance | None = None, *, named: bool = True) -> Cue:
        """A cue for the voice that speaks, or for that `of` another turn; `named`, the name found is its."""
        label = self.label if of is None else of.speaker or ""
        return Cue(kind, label, found.text, self.moment(found), found.name if named else None)

    def link(self, kind: str, to: Utterance, found: Match) -> Link:
        """A link from the voice that speaks to that of another turn."""
        return Link(kind, self.label, to.speaker or "", found.text, self.moment(found))

    def moment(self, found: Match) -> float:
        """When the phrase begins: at its first word, or with the turn where words have no times."""
        index = len(self.turn.text[: found.start].split())
        return self.turn.words[index].start if index < len(self.turn.words) else self.turn.start


@dataclass(frozen=True, slots=True)
class SpokenCue:
    """A line of the table of cues from words: what reads a turn, and the kinds it may give."""

    read: Callable[[Exchange], Iterator[Cue | Link]]
    cues: tuple[str, ...]
    """Keys of `weights.Weights.cues`."""
    links: tuple[str, ...] = ()
    """Keys of `weights.Weights.links`."""
