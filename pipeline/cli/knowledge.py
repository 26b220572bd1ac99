"""What a newsroom knows, from the files named on the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from pipeline.cli.given_path import Wanted, given
from pipeline.cli.option_groups import grouped, option

if TYPE_CHECKING:
    from pipeline.profile.model import Profile

_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The files of --cast, --profile and --glossary."""

    cast: Path | None = None
    profile: Path | None = None
    glossary: Path | None = None

    def read(self) -> Profile:
        """All that they say; the cast of this recording comes before the show's usual people."""
        from pipeline.profile.cast import read_cast
        from pipeline.profile.glossary import read_glossary
        from pipeline.profile.model import Profile
        from pipeline.profile.show import read_profile

        house = _read(read_profile, self.profile) or Profile()
        people = _read(read_cast, self.cast) or ()
        present = {person.name.casefold() for person in people}
        usual = (person for person in house.people if person.name.casefold() not in present)
        spellings = (*(_read(read_glossary, self.glossary) or ()), *house.spellings)
        return replace(house, people=(*people, *usual), spellings=tuple(dict.fromkeys(spellings)))


def _read(reader: Callable[[Path], _Read], path: Path | None) -> _Read | None:
    if path is None:
        return None
    with given(path, Wanted.LIST):
        return reader(path)


knowledge_options = grouped(
    "knowledge", Knowledge, "What the newsroom knows",
    option("--cast", type=click.Path(path_type=Path), metavar="FILE",
           help="Who is heard: lines 'name = role', or 'S2 = name, role' for a label."),
    option("--profile", type=click.Path(path_type=Path), metavar="FILE",
           help="The show's profile (TOML): station, usual people, sign-offs, spellings, what to write."),
    option("--glossary", type=click.Path(path_type=Path), metavar="FILE",
           help="House spellings, one a line: for Whisper, and for names that were misheard anywhere."),
)  # fmt: skip
