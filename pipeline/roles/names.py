"""Names from the cues that say them; never a name without one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.profile.model import Person, Profile
from pipeline.roles.cues.base import Cue
from pipeline.roles.name_similarity import likeness
from pipeline.transcript.model import Role, Suggestion

_SURE = 0.88
"""Likeness from which the known spelling takes the place of the heard one."""
_WORTH_SAYING = 0.7
"""Likeness from which the known spelling is suggested."""
_AHEAD = 0.08
"""How much liker than the next one a name must be that is not just the one heard."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A name as it is to be printed, the person if it is a known one, and other names it may stand for."""

    name: str
    person: Person | None = None
    suggestions: tuple[Suggestion, ...] = ()


def identify(heard: str, house: Profile) -> Identity:
    """The known name most like `heard` where it is like enough and no other is nearly so; else `heard`."""
    people = {person.name: person for person in reversed(house.people)}
    found = sorted(_suggestions(heard, house), key=lambda one: (-one.score, one.name))
    best = found[0] if found else None
    if best is None or best.score < _SURE or _in_doubt(found):
        return Identity(heard, None, tuple(found[:3]))
    return Identity(best.name, people.get(best.name), tuple(one for one in found[:3] if one.name != heard))


def _in_doubt(found: Sequence[Suggestion]) -> bool:
    """Whether the second name is nearly as like as the first, or as well the one heard as the first."""
    if len(found) < 2:
        return False
    best, second = found[0].score, found[1].score
    return second == 1.0 if best == 1.0 else best - second < _AHEAD


def _suggestions(heard: str, house: Profile) -> Iterator[Suggestion]:
    sources = {name: "glossary" for name in house.spellings if " " in name}
    sources |= {person.name: person.source for person in reversed(house.people)}
    for name, source in sources.items():
        score = likeness(heard, name)
        if score >= _WORTH_SAYING:
            yield Suggestion(name, score, source)


def settled_role(identity: Identity) -> Role:
    """The role a newsroom gave the person; `unknown` for anybody else."""
    return identity.person.role if identity.person else Role.UNKNOWN


OWN = frozenset({"signs_off", "signs_off_as_house", "presents", "gives_own_name"})
"""Kinds of cues in which somebody says the name himself."""


def own_names(cues: Sequence[Cue]) -> frozenset[str]:
    """The labels of voices that say a name of their own."""
    return frozenset(cue.label for cue in cues if cue.name and cue.kind in OWN)


def names_from(cues: Sequence[Cue]) -> dict[str, str]:
    """The name each label is called by most often, given names completed to full ones.

    A name that is claimed for two labels goes to the one it was said of more often, and to nobody on a tie;
    what somebody says of himself counts twice.
    """
    said: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for cue in cues:
        if cue.name:
            said[cue.label][cue.name] += 2 if cue.kind in OWN else 1
    full = {name for counts in said.values() for name in counts if " " in name}
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for label, counts in said.items():
        for name, count in counts.items():
            votes[_completed(name, full)][label] += count
    names: dict[str, tuple[int, str]] = {}
    for name, labels in votes.items():
        (label, count), *others = labels.most_common()
        if others and others[0][1] == count:
            continue
        if count > names.get(label, (0, ""))[0] or (
            count == names[label][0] and len(name) > len(names[label][1])
        ):
            names[label] = (count, name)
    return {label: name for label, (_, name) in names.items()}


def claimed_too(cues: Sequence[Cue], names: Mapping[str, str]) -> dict[str, str]:
    """Full names of other voices by which voices without a name are called, too: they may be one person."""
    taken = set(names.values())
    return {
        cue.label: cue.name
        for cue in cues
        if cue.name and " " in cue.name and cue.name in taken and cue.label not in names
    }


def _completed(name: str, full: set[str]) -> str:
    """`Clara` becomes `Clara Hughes` where exactly one full name has that part."""
    matches = [whole for whole in full if name in whole.split()]
    return matches[0] if len(matches) == 1 else name
