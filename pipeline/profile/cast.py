"""Who is heard in a recording, as a person wrote it down: a text file, a line for each.

Clara Hughes = anchor               # somebody who may be heard
S2 = Jane Doe, correspondent        # who has the label S2 in this recording
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.errors import DocumentError
from pipeline.profile.model import Person
from pipeline.storage.text_file import read_document
from pipeline.transcript.model import Role

_ROLES = ", ".join(role.value for role in Role if role is not Role.UNKNOWN)


def read_cast(path: Path) -> tuple[Person, ...]:
    """The people in order; empty lines and lines that begin with # are comments.

    Raises InputError for a file that cannot be read, DocumentError for a line that is neither `name = role`
    nor `label = name, role`, for a role that does not exist, for a name with two roles, for a label twice.
    """
    people: dict[tuple[str, str | None], Person] = {}
    for number, line in enumerate(read_document(path, "cast").splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            person = _person(line, f"Line {number} of the cast {path}")
            _check(person, people.values(), path)
            people.setdefault((person.name.casefold(), person.label), person)
    return tuple(people.values())


def _check(person: Person, people: Iterable[Person], path: Path) -> None:
    for other in people:
        same = other.name.casefold() == person.name.casefold()
        if same and other.role is not person.role:
            raise DocumentError(
                f"The cast {path} says that {other.name} is {other.role} and {person.role}.",
                hint="Give each name one role.",
            )
        if not same and person.label is not None and other.label == person.label:
            raise DocumentError(
                f"The cast {path} says that {person.label} is {other.name} and {person.name}.",
                hint="Give each label one name.",
            )


def check_labels(people: Iterable[Person], labels: Sequence[str]) -> None:
    """Raise DocumentError for a person whose label nobody in the recording has."""
    for person in people:
        if person.label is not None and person.label not in labels:
            there = f"there are {', '.join(labels)}" if labels else "nobody has a label"
            raise DocumentError(
                f"The cast says that {person.label} is {person.name}, but in this recording {there}.",
                hint="Name the people without labels first, as in 'Jane Doe = correspondent'; "
                "`pipeline correct --speaker` names a label afterwards.",
            )


def _person(line: str, where: str) -> Person:
    first, equals, told = (part.strip() for part in line.rpartition("="))
    if not equals or not any(map(str.isalnum, first)):
        raise _no_entry(where)
    name, comma, role = (part.strip() for part in told.rpartition(","))
    if comma and any(map(str.isalpha, name)):
        return Person(" ".join(name.split()), _role(role, name, where), "cast", first)
    if not any(map(str.isalpha, first)):
        raise _no_entry(where)
    return Person(" ".join(first.split()), _role(told, first, where), "cast")


def _no_entry(where: str) -> DocumentError:
    return DocumentError(
        f"{where} is not 'name = role'.",
        hint="Write lines such as 'Clara Hughes = anchor', or 'S2 = Jane Doe, correspondent'.",
    )


def _role(role: str, name: str, where: str) -> Role:
    if role.lower() not in _ROLES.split(", "):
        raise DocumentError(f"{where} gives {name} the role {role!r}.", hint=f"The roles are {_ROLES}.")
    return Role(role.lower())
