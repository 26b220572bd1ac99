"""A show's profile, which a newsroom writes once: a TOML file with all or some of

station = "Example News"
anchors = ["Clara Hughes"]
correspondents = ["Thomas Baker", "Kim Bo-kyoung"]
sign_offs = ["{name}, Example News"]
spellings = ["Yeouido", "KOSPI"]
adverts = ["Call now and ask for your free sample. Nobody sleeps better than on Acme."]
tracks = "1+2"              # the tracks of its recordings that are listened to
time_zone = "Asia/Seoul"    # dates that come with another zone are turned into this one

[write]                     # always written so, whole words, in capitals or small letters
"rut" = "Rudd"

[file_names]                # title and date of publication, read from a recording's name
pattern = '(?P<date>\\d{8})_(?P<title>.+)'
date = "%Y%m%d"
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    StringConstraints,
    ValidationError,
    model_validator,
)

from pipeline.errors import DocumentError
from pipeline.profile.model import (
    SHORTEST_ADVERT,
    FileNames,
    LearntRoles,
    Person,
    Profile,
    WritingRule,
    is_long_enough,
    zone_of,
)
from pipeline.storage.first_error import FirstError
from pipeline.storage.input_file import sha256
from pipeline.storage.text_file import read_document
from pipeline.transcript.model import Role
from pipeline.transcript.track_numbers import track_numbers


def read_profile(path: Path) -> Profile:
    """Raises InputError for a file that cannot be read, DocumentError for one that is not such a profile."""
    house = check_profile(read_document(path, "profile"), path)
    return replace(house, learnt=_learnt(learnt_path(path)))


def check_profile(text: str, path: Path) -> Profile:
    """What a profile's file at `path` says with this text. Raises DocumentError where it is none."""
    where = f"The profile {path}"
    try:
        return _Profile.model_validate(tomllib.loads(text)).house()
    except RecursionError:
        raise DocumentError(f"{where} is not TOML: it is nested too deeply.") from None
    except tomllib.TOMLDecodeError as error:
        raise DocumentError(f"{where} is not TOML: {error}.", hint="Texts stand in double quotes.") from None
    except ValidationError as error:
        raise DocumentError(
            f"{where} is wrong: {FirstError.of(error)}.",
            hint=f'There may be {", ".join(_Profile.model_fields)}; lists look like ["...", "..."].',
        ) from None


def learnt_path(profile: Path) -> Path:
    """Where the roles learnt for a profile lie: `evening.roles.json` for `evening.toml`."""
    return profile.with_suffix(".roles.json")


def _learnt(path: Path) -> LearntRoles | None:
    return LearntRoles(str(path), sha256(path)) if path.is_file() else None


def _signing_off(form: str) -> str:
    if form.count("{name}") != 1:
        raise ValueError(f"the sign-off {form!r} must have {{name}} in it once")
    return form


def _tracks(text: str) -> str:
    track_numbers(text)
    return text


def _words_enough(text: str) -> str:
    if not is_long_enough(text):
        raise ValueError(
            f"the advert {text!r} has fewer than {SHORTEST_ADVERT} words, too few to be known again"
        )
    return text


_Text = Annotated[str, StringConstraints(pattern=r"\S"), AfterValidator(lambda text: " ".join(text.split()))]
_SignOff = Annotated[_Text, AfterValidator(_signing_off)]


_Advert = Annotated[_Text, AfterValidator(_words_enough)]


class _Profile(BaseModel):
    """The file's own form."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    station: str | None = None
    anchors: tuple[_Text, ...] = ()
    correspondents: tuple[_Text, ...] = ()
    sign_offs: tuple[_SignOff, ...] = ()
    spellings: tuple[_Text, ...] = ()
    adverts: tuple[_Advert, ...] = ()
    write: dict[_Text, _Text] = {}
    file_names: FileNames | None = None
    tracks: Annotated[str, AfterValidator(_tracks)] | None = None
    time_zone: Annotated[str, AfterValidator(lambda name: zone_of(name).key)] | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if both := sorted({*self.anchors} & {*self.correspondents}):
            raise ValueError(f"it has {both[0]} both as an anchor and as a correspondent")
        heard = [words.casefold() for words in self.write]
        for words, written in self.write.items():
            if written.casefold() in set(heard) - {words.casefold()} or heard.count(words.casefold()) > 1:
                raise ValueError(f"[write] has two rules for {words!r} or for what it is written as")
        return self

    def house(self) -> Profile:
        """What it tells, each thing once."""
        roles = ((self.anchors, Role.ANCHOR), (self.correspondents, Role.CORRESPONDENT))
        people = dict.fromkeys(Person(name, role, "profile") for names, role in roles for name in names)
        sign_offs, spellings = dict.fromkeys(self.sign_offs), dict.fromkeys(self.spellings)
        rules = tuple(WritingRule(*rule) for rule in self.write.items())
        return Profile(
            self.station, tuple(people), tuple(sign_offs), tuple(spellings), self.file_names,
            rules=rules, adverts=tuple(dict.fromkeys(self.adverts)), tracks=self.tracks,
            time_zone=self.time_zone,
        )  # fmt: skip
