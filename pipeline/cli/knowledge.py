"""What a newsroom knows, from the files named on the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from pipeline.profile.model import Profile

_Command = TypeVar("_Command", bound=Callable[..., Any])


def house_options(command: _Command) -> _Command:
    """--cast, --profile and --glossary."""
    for option in (
        click.option(
            "--glossary", type=click.Path(path_type=Path), metavar="FILE",
            help="House spellings, one a line: for Whisper, and for names that were misheard.",
        ),
        click.option(
            "--profile", type=click.Path(path_type=Path), metavar="FILE",
            help="The show's profile (TOML): station, usual people, sign-offs, spellings.",
        ),
        click.option(
            "--cast", type=click.Path(path_type=Path), metavar="FILE",
            help="Who is heard, a line 'name = role' for each.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


def read_house(cast: Path | None, profile: Path | None, glossary: Path | None) -> Profile:
    """All that the files say; the cast of this recording comes before the show's usual people."""
    from pipeline.profile.cast import read_cast
    from pipeline.profile.glossary import read_glossary
    from pipeline.profile.model import Profile
    from pipeline.profile.show import read_profile

    house = read_profile(profile) if profile else Profile()
    people = read_cast(cast) if cast else ()
    present = {person.name.casefold() for person in people}
    usual = (person for person in house.people if person.name.casefold() not in present)
    spellings = (*(read_glossary(glossary) if glossary else ()), *house.spellings)
    return replace(house, people=(*people, *usual), spellings=tuple(dict.fromkeys(spellings)))
