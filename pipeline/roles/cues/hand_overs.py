"""Hand-overs by name, given to the voice that signs off by that name.

"Lena Ford reports", and a passer-by is heard first: the voice after a hand-over need not be the reporter's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.roles.cues.airtime import SOUNDBITE
from pipeline.roles.cues.base import Cue, Link
from pipeline.roles.name_similarity import same_name
from pipeline.transcript.model import Utterance

_Place = tuple[str, float]
"""The words of a hand-over and their time: what its cues and its link have in common."""


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
        if cue.kind == "signs_off" and cue.name and handed.name and same_name(cue.name, handed.name)
    }
