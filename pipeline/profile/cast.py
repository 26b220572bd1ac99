"""Who is heard in a recording, as a person wrote it down: a text file with a line `name = role` for each."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import DocumentError
from pipeline.profile.model import Person
from pipeline.storage.text_file import read_document
from pipeline.transcript.model import Role

_ROLES = ", ".join(role.value for role in Role if role is not Role.UNKNOWN)


def read_cast(path: Path) -> tuple[Person, ...]:
    """The people in order; empty lines and lines that begin with # are comments.

    Raises InputError for a file that cannot be read, DocumentError for a line that is not `name = role`, for
    a role that does not exist, and for a name with two roles.
    """
    people: dict[str, Person] = {}
    for number, line in enumerate(read_document(path, "cast").splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            person = _person(line, f"Line {number} of the cast {path}")
            known = people.setdefault(person.name.casefold(), person)
            if known.role is not person.role:
                raise DocumentError(
                    f"The cast {path} says that {person.name} is {known.role} and {person.role}.",
                    hint="Give each name one role.",
                )
    return tuple(people.values())


def _person(line: str, where: str) -> Person:
    name, equals, role = (part.strip() for part in line.rpartition("="))
    if not equals or not any(map(str.isalpha, name)):
        raise DocumentError(
            f"{where} is not 'name = role'.", hint="Write lines such as 'Clara Hughes = anchor'."
        )
    if role.lower() not in _ROLES.split(", "):
        raise DocumentError(f"{where} gives {name} the role {role!r}.", hint=f"The roles are {_ROLES}.")
    return Person(" ".join(name.split()), Role(role.lower()), "cast")
