"""Cues for people whom the newsroom knows: they are called by name, also where they never say their own.

"What is the mood there, Lena?": the next voice is Lena Ford's. "Thanks, Clara.": the voice before is Clara
Hughes's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.profile.model import Person
from pipeline.roles.cues.base import Cue
from pipeline.roles.cues.titles import names_called
from pipeline.roles.name_similarity import likeness
from pipeline.roles.phrases import Phrases
from pipeline.transcript.model import Utterance
from pipeline.transcript.speaker import JOURNALISTS

CUES = ("is_called_colleague", "is_called_by_name")
"""For journalists of the house, and for anybody else."""
_SURE = 0.88
"""Likeness from which a name that is called is a known person's."""


def cast_cues(turns: Sequence[Utterance], phrases: Phrases, people: Sequence[Person]) -> Iterator[Cue]:
    """Cues with the known name, for the voice that is called. `turns` are merged: neighbours differ."""
    for turn, after in pairwise(turns) if people else ():
        if turn.speaker is None or after.speaker is None:
            continue
        signed = {match.name for match in phrases.find("signs_off", turn.text)}
        called = (name for name in names_called(turn, phrases) if name not in signed)
        if person := _known(called, people):
            yield _cue(person, after.speaker, turn.end)
        addressed = (match.name for match in phrases.find("addresses", after.text) if match.name)
        if person := _known(addressed, people):
            yield _cue(person, turn.speaker, after.start)


def _cue(person: Person, label: str, time: float) -> Cue:
    journalist = person.role in JOURNALISTS
    return Cue(CUES[0] if journalist else CUES[1], label, person.name, time, person.name)


def _known(names: Iterable[str], people: Sequence[Person]) -> Person | None:
    """The only person who may be meant by one of the names; nobody where there are several, or none."""
    for name in names:
        alike = {person.name: person for person in people if likeness(name, person.name) >= _SURE}
        if len(alike) == 1:
            return next(iter(alike.values()))
    return None
