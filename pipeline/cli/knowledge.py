"""What a newsroom knows, from the files named on the command line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.option_groups import grouped, option

if TYPE_CHECKING:
    from pipeline.profile.model import Profile


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

        house = read_profile(self.profile) if self.profile else Profile()
        people = read_cast(self.cast) if self.cast else ()
        present = {person.name.casefold() for person in people}
        usual = (person for person in house.people if person.name.casefold() not in present)
        spellings = (*(read_glossary(self.glossary) if self.glossary else ()), *house.spellings)
        return replace(house, people=(*people, *usual), spellings=tuple(dict.fromkeys(spellings)))


knowledge_options = grouped(
    "knowledge", Knowledge, "What the newsroom knows",
    option("--cast", type=click.Path(path_type=Path), metavar="FILE",
           help="Who is heard, a line 'name = role' for each."),
    option("--profile", type=click.Path(path_type=Path), metavar="FILE",
           help="The show's profile (TOML): station, usual people, sign-offs, spellings."),
    option("--glossary", type=click.Path(path_type=Path), metavar="FILE",
           help="House spellings, one a line: for Whisper, and for names that were misheard."),
)  # fmt: skip
