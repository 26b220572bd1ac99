"""Hand-overs: a voice hands to a colleague, or welcomes a guest.

"Lena Ford reports", and a passer-by is heard first: the voice after a hand-over need not be the reporter's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from pipeline.roles.cues.airtime import SOUNDBITE
from pipeline.roles.cues.base import Cue, Exchange, Link, SpokenCue
from pipeline.roles.cues.sign_off import SIGN_OFFS
from pipeline.roles.cues.titles import introduces_guest
from pipeline.roles.name_similarity import same_name
from pipeline.transcript.model import Utterance

_Place = tuple[str, float]
"""The words of a hand-over and their time: what its cues and its link have in common."""


def hand_over(said: Exchange) -> Iterator[Cue | Link]:
    """To whoever speaks next, for now; by name rather than without one."""
    found = next(chain(said.find("hands_over"), said.find("hands_over_unnamed")), None)
    if found is None or said.after is None:
        return
    if introduces_guest(said.turn.text, found, said.phrases):
        yield said.link("welcomes", said.after, found)
        yield said.cue("is_welcomed", found, said.after)
        return
    # The name belongs to whoever is handed to.
    yield said.cue("hands_over", found, named=False)
    yield said.cue("is_handed_to", found, said.after)
    yield said.link("hands_over_to", said.after, found)


CUE = SpokenCue(
    hand_over,
    cues=("hands_over", "is_handed_to", "is_welcomed"),
    links=("hands_over_to", "welcomes"),
)


def to_their_reporters(clues: Sequence[Cue | Link], turns: Sequence[Utterance]) -> Iterator[Cue | Link]:
    """The same clues, but a hand-over is to the only other voice that signs off by its name.

    Unless the voice that follows speaks longer than a soundbite: it may be the reporter under two labels.
    """
    reporters = _reporters([clue for clue in clues if isinstance(clue, Cue)], turns)
    for clue in clues:
        reporter = reporters.get((clue.quote, clue.time))
        if reporter is not None and isinstance(clue, Cue) and clue.kind == "is_handed_to":
            yield replace(clue, label=reporter)
        elif reporter is not None and isinstance(clue, Link) and clue.kind == "hands_over_to":
            yield replace(clue, to=reporter)
        else:
            yield clue


def _reporters(cues: Sequence[Cue], turns: Sequence[Utterance]) -> dict[_Place, str]:
    """Whom each hand-over is to, where it is not the voice that follows."""
    by_whom = {(cue.quote, cue.time): cue.label for cue in cues if cue.kind == "hands_over"}
    lengths: dict[str, float] = {}
    for turn in turns:
        label = turn.speaker or ""
        lengths[label] = max(lengths.get(label, 0.0), turn.duration)
    found = {}
    for cue in cues:
        if cue.kind == "is_handed_to" and lengths.get(cue.label, 0.0) <= SOUNDBITE:
            place = (cue.quote, cue.time)
            signers = _signers(cue, cues) - {by_whom.get(place, "")}
            if len(signers) == 1:
                found[place] = signers.pop()
    return found


def _signers(handed: Cue, cues: Sequence[Cue]) -> set[str]:
    """The voices that sign off by the name of a hand-over."""
    return {
        cue.label
        for cue in cues
        if cue.kind in SIGN_OFFS and cue.name and handed.name and same_name(cue.name, handed.name)
    }
