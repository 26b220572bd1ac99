"""Whose a name is that was heard: the spelling and the person that the newsroom knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.profile.model import Person, Profile
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
