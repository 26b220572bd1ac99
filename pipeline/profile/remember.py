"""What corrections of one edition teach a show's profile, written into its file for the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import DocumentError
from pipeline.profile.model import Person, WritingRule, is_long_enough
from pipeline.profile.show import check_profile
from pipeline.storage.atomic import write_whole
from pipeline.storage.text_file import read_document
from pipeline.transcript.model import Role

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_LISTS = {Role.ANCHOR: "anchors", Role.CORRESPONDENT: "correspondents"}
"""Where a profile has those who work there."""
_SPELLINGS = "spellings"
_WRITE = "write"
_ADVERTS = "adverts"
_SHOWN = 40
"""Letters of an advert that are shown to say which it is."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """What is to be remembered: words always written otherwise, people with their roles, words of adverts."""

    rules: tuple[WritingRule, ...] = ()
    people: tuple[Person, ...] = ()
    adverts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remembered:
    """The profile's file as it is to be written, and a line for each thing in it that is new, or is not."""

    path: Path
    text: str
    lines: tuple[str, ...]

    def write(self) -> None:
        """The file, whole or not at all. Raises OutputError."""
        write_whole(self.path, self.text, force=True)


def remembered(path: Path, lessons: Lessons) -> Remembered:
    """The profile at `path`, which may not be there yet, with the lessons in it; nothing stands in it twice.

    Its comments and the order of its parts stay. Raises InputError for a file that cannot be read,
    DocumentError for one that is no profile, or would be none afterwards.
    """
    import tomlkit

    new = not path.exists()
    text = "" if new else read_document(path, "profile")
    check_profile(text, path)
    document = tomlkit.parse(text)
    lines = [
        *(line for rule in lessons.rules for line in _rule(document, rule)),
        *(line for person in lessons.people for line in _person(document, person)),
        *(line for words in lessons.adverts for line in _advert(document, words)),
    ]
    changed = tomlkit.dumps(document)
    check_profile(changed, path)
    where = f"new profile {path}" if new else f"profile {path}"
    return Remembered(path, changed, tuple(f"{where}: {line}" for line in lines))


def _rule(document: TOMLDocument, rule: WritingRule) -> Iterator[str]:
    import tomlkit

    if _WRITE not in document:
        document[_WRITE] = tomlkit.table()
    table = document[_WRITE]
    if not isinstance(table, dict):  # as check_profile has made sure; for the types
        raise DocumentError("The profile's [write] is no table.")
    known = next((key for key in table if key.casefold() == rule.heard.casefold()), None)
    if known is not None and table[known] == rule.written:
        return
    table[known or rule.heard] = rule.written
    yield f"{rule.heard!r} is written {rule.written!r} from now on"


def _person(document: TOMLDocument, person: Person) -> Iterator[str]:
    own = _LISTS.get(person.role)
    if own is None:
        if _add(document, _SPELLINGS, person.name):
            yield f"{person.name} is in its spellings"
        if person.role is not Role.UNKNOWN:
            yield f"{person.name} is {person.role}: not remembered, only the house's own people are"
        return
    for name in _LISTS.values():
        if name != own:
            _remove(document, name, person.name)
    if _add(document, own, person.name):
        yield f"{person.name} is in its {own}"


def _advert(document: TOMLDocument, words: str) -> Iterator[str]:
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    if not is_long_enough(words):
        yield f"{shown!r} is too short to be known again: not remembered"
    elif _add(document, _ADVERTS, words):
        yield f"{shown!r} is left out from now on"


def _add(document: TOMLDocument, key: str, name: str) -> bool:
    """Whether it was not there."""
    import tomlkit
    from tomlkit.items import Array

    if key not in document:
        document[key] = tomlkit.array()
    names = document[key]
    if not isinstance(names, Array) or name in list(names):
        return False
    names.append(name)
    return True


def _remove(document: TOMLDocument, key: str, name: str) -> None:
    from tomlkit.items import Array

    names = document.get(key)
    if isinstance(names, Array) and name in list(names):
        names.remove(name)
