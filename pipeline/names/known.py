"""Names that a newsroom knows beforehand, and the parts of them by which somebody is mentioned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.profile.model import Profile
from pipeline.roles.name_similarity import name_parts

_SHORTEST = 4
"""Letters of a surname that can be told from other words when it stands alone."""


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name as it is written; `whole` is the full name where it is the surname only.

    `parts` are its words in small letters, without accents and hyphens.
    """

    written: str
    whole: str
    source: str
    parts: tuple[str, ...]

    @property
    def is_surname(self) -> bool:
        """Whether it is the last part of a longer name."""
        return self.written != self.whole


def known_names(house: Profile) -> tuple[KnownName, ...]:
    """All names that a house knows, each once, and the surname of each full one."""
    sources = dict.fromkeys(house.spellings, "glossary")
    sources |= {person.name: person.source for person in reversed(house.people)}
    return tuple(one for name, source in sources.items() for one in _forms(name, source))


def known_parts(names: Sequence[KnownName]) -> frozenset[str]:
    """Every word that is a part of a known name."""
    return frozenset(part for name in names for part in name.parts)


def _forms(name: str, source: str) -> Iterator[KnownName]:
    parts = tuple(name_parts(name))
    if not parts:
        return
    yield KnownName(name, name, source, parts)
    surname = name.split()[-1]
    own = tuple(name_parts(surname))
    long = len(own) == 1 and len(own[0]) >= _SHORTEST
    if len(parts) > 1 and surname != name and long and surname[0].isupper():
        yield KnownName(surname, name, source, own)
