"""One person under two labels, made one where both say the same full name as their own.

A diarizer gives somebody a second label who is heard from the studio and later by telephone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from pipeline.roles.evidence import cues_of, merge_turns
from pipeline.roles.naming.decision import OWN
from pipeline.transcript.model import Utterance
from pipeline.transcript.timecode import clock

_SPEECH = 20
"""Words of a turn in which a name of one's own is believed: a diarizer's stray words are fewer."""


@dataclass(frozen=True, slots=True)
class SpeakerJoin:
    """The voice `other`, first heard at `time` seconds, is `label`."""

    label: str
    other: str
    time: float

    def __str__(self) -> str:
        """For whoever reads the transcript; without the name, as such notes are logged."""
        return (
            f"{self.other}, first heard at {clock(self.time)}, says the same name as its own as {self.label} "
            f"does: one person under two labels. Both are now {self.label}."
        )


def join_voices(
    utterances: Sequence[Utterance],
    language: str,
    sign_offs: Sequence[str] = (),
    settled: AbstractSet[str] = frozenset(),
) -> tuple[tuple[Utterance, ...], tuple[SpeakerJoin, ...]]:
    """The utterances with one label for each person, that which was heard first, and what was joined.

    Labels in `settled`, of which a person has said something, are left alone; so are two voices that are
    heard at once, or one right after the other where the name is said: those words may have been given to
    the wrong one of two people.
    """
    names = _own_names(utterances, language, sign_offs)
    heard = merge_turns(utterances)
    joined: dict[str, SpeakerJoin] = {}
    for label, other in combinations(dict.fromkeys(turn.speaker or "" for turn in heard), 2):
        same = set(names.get(label, ())) & set(names.get(other, ()))
        free = settled.isdisjoint({label, other}) and joined.keys().isdisjoint({label, other})
        if same and free and _are_one(heard, label, other, [names[label], names[other]], same):
            joined[other] = SpeakerJoin(label, other, next(t.start for t in heard if t.speaker == other))
    labels = {one.other: one.label for one in joined.values()}
    made = tuple(replace(one, speaker=labels.get(one.speaker or "", one.speaker)) for one in utterances)
    return (made, tuple(joined.values())) if joined else (tuple(utterances), ())


def _own_names(
    utterances: Sequence[Utterance], language: str, sign_offs: Sequence[str]
) -> Mapping[str, Mapping[str, list[float]]]:
    """By label the full names it gives as its own, folded, and when."""
    found: defaultdict[str, defaultdict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for cue in cues_of(utterances, language, sign_offs).cues:
        if cue.kind in OWN and cue.name and " " in cue.name:
            found[cue.label][cue.name.casefold()].append(cue.time)
    return found


def _are_one(
    heard: Sequence[Utterance],
    label: str,
    other: str,
    names: Sequence[Mapping[str, Sequence[float]]],
    same: AbstractSet[str],
) -> bool:
    """Whether each says the name, and no other, in a speech of its own that does not meet the other's."""
    if any(own.keys() - same for own in names) or _meet(heard, label, other):
        return False
    return all(
        any(_says(heard, whose, rival, time) for name in same for time in own[name])
        for whose, rival, own in ((label, other, names[0]), (other, label, names[1]))
    )


def _meet(heard: Sequence[Utterance], label: str, other: str) -> bool:
    """Whether they are heard at once."""
    both = sorted((t for t in heard if t.speaker in (label, other)), key=lambda turn: turn.start)
    return any(one.speaker != two.speaker and two.start < one.end for one, two in pairwise(both))


def _says(heard: Sequence[Utterance], label: str, rival: str, time: float) -> bool:
    for before, turn, after in _with_neighbours(heard):
        if turn.speaker == label and turn.start <= time <= turn.end:
            next_to = {one.speaker for one in (before, after) if one is not None}
            return len(turn.text.split()) >= _SPEECH and rival not in next_to
    return False


def _with_neighbours(
    heard: Sequence[Utterance],
) -> Iterator[tuple[Utterance | None, Utterance, Utterance | None]]:
    return zip((None, *heard[:-1]), heard, (*heard[1:], None), strict=True)
