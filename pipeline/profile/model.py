"""What a newsroom knows before it listens: who works there, how names are spelt, how reports end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import regex

from pipeline.errors import DocumentError
from pipeline.transcript.model import Role
from pipeline.transcript.track_numbers import track_numbers

SHORTEST_ADVERT = 8
"""Words, or pairs of letters where no spaces part words: fewer are said by chance."""
_LONGEST = 1.0
"""Seconds for a name. With Python's own module nobody could stop it."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may be heard. `source` says who told us so: `cast` (of this recording) or `profile`.

    `label` is the voice that is surely theirs in this recording, where a cast says so.
    """

    name: str
    role: Role
    source: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class WritingRule:
    """Words always written otherwise: `heard`, in capitals or small letters, is printed `written`."""

    heard: str
    written: str


@dataclass(frozen=True, slots=True)
class FileNames:
    r"""How recordings are named: a regular expression with groups `title` and `date`, one of them or both.

    `date` is the form of the date group, as `datetime.strptime` reads it. Raises ValueError for any other.

    >>> names = FileNames(r"(?P<date>\d{8})_(?P<title>.+)", "%Y%m%d")
    >>> names.title("20250204_Harbour_bridge"), names.published("20250204_Harbour_bridge")
    ('Harbour bridge', '2025-02-04')
    """

    pattern: str
    date: str = "%Y%m%d"

    def __post_init__(self) -> None:
        try:
            groups = set(re.compile(self.pattern).groupindex)
        except re.error as error:
            raise ValueError(f"the pattern of file_names is no regular expression: {error}") from None
        if not groups or not groups <= {"title", "date"}:
            raise ValueError("the pattern of file_names must have a group (?P<title>...) or (?P<date>...)")

    def title(self, stem: str) -> str | None:
        """The title in the name of a file, given without its ending; None if there is none."""
        found = self._group(stem, "title")
        return " ".join(found.replace("_", " ").split()) or None if found else None

    def published(self, stem: str) -> str | None:
        """The date in the name, as 2025-02-04 or, if the form has hours, 2025-02-04T20:00."""
        found = self._group(stem, "date")
        try:
            moment = datetime.strptime(found or "", self.date)
        except ValueError:
            return None
        return moment.strftime("%Y-%m-%dT%H:%M" if "%H" in self.date else "%Y-%m-%d")

    def _group(self, stem: str, name: str) -> str | None:
        try:
            match = regex.search(self.pattern, stem, timeout=_LONGEST)
        except TimeoutError:
            raise DocumentError(
                f"The pattern of file_names finds no end with the name {stem!r}.",
                hint="A repetition inside a repetition, as in (a+)+, takes for ever: write it without one.",
            ) from None
        except regex.error as error:  # what only the standard library takes for one
            raise DocumentError(f"The pattern of file_names is no regular expression: {error}.") from None
        return match.groupdict().get(name) if match else None


def zone_of(name: str) -> ZoneInfo:
    """The zone with this name. Raises ValueError where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        raise ValueError(f"{name!r} is no time zone like Asia/Seoul or Europe/Berlin") from None


def is_long_enough(advert: str) -> bool:
    """Whether it can be known again by its words."""
    return len(advert.split()) >= SHORTEST_ADVERT or (
        " " not in advert and len(advert) >= 2 * SHORTEST_ADVERT
    )


@dataclass(frozen=True, slots=True)
class LearntRoles:
    """The file of weights that `pipeline learn` wrote beside a profile, known by its content."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A newsroom's knowledge; nothing where it has told us nothing."""

    station: str | None = None
    people: tuple[Person, ...] = ()
    sign_offs: tuple[str, ...] = ()
    """How its reporters end a report, with {name} where the name stands: `{name}, Example News`."""
    spellings: tuple[str, ...] = ()
    """Names and terms as the house writes them."""
    file_names: FileNames | None = None
    learnt: LearntRoles | None = None
    """What was learnt of its roles, where something was."""
    rules: tuple[WritingRule, ...] = ()
    """What is always written otherwise than it is heard."""
    adverts: tuple[str, ...] = ()
    """What is said in adverts, promos and jingles that run again and again: never printed."""
    tracks: str | None = None
    """The tracks of its recordings that are listened to, as in `1+2`."""
    time_zone: str | None = None
    """Where its clock is, as in `Asia/Seoul`; ValueError for a place of which no time is known."""

    def __post_init__(self) -> None:
        if self.tracks is not None:
            track_numbers(self.tracks)
        if self.time_zone is not None:
            zone_of(self.time_zone)

    @property
    def seated(self) -> tuple[Person, ...]:
        """Those whose label in this recording is known."""
        return tuple(person for person in self.people if person.label is not None)
