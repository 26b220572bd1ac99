"""The registry file: its tables are checked as they are read, then made into what they stand for."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from pipeline.errors import ModelError
from pipeline.models.carried import Carried, Package, Part
from pipeline.models.model import Measured, Model, ModelFile, Task
from pipeline.models.names import check_name
from pipeline.models.registry import Registry
from pipeline.models.sources import HubSource, SnapshotSource, Source, UrlSource, WheelSource
from pipeline.storage.first_error import FirstError

_Text = Annotated[str, StringConstraints(pattern=r"\S")]


class _Table(BaseModel):
    """Its rules hold for the values of our own within it, too."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _Wheel(_Table):
    """Whole files in one package."""

    kind: Literal["wheel"]
    package: str
    version: str
    paths: dict[str, str]
    platform: str = ""
    python: str = ""
    abi: str = ""

    @model_validator(mode="after")
    def _check(self) -> Self:
        self.source()  # what it refuses is said with its place
        return self

    def source(self) -> WheelSource:
        built = Package(self.package, self.version, self.platform, self.python, self.abi)
        return WheelSource.whole(built, self.paths)


class _Part(_Table):
    package: str
    path: str
    sha256: str = ""
    size: int | None = None


class _CarriedFile(_Table):
    name: str
    parts: list[_Part]
    drop: tuple[str, ...] = ()
    joined: str = ""

    def carried(self, packages: Mapping[str, Package]) -> Carried:
        for number, part in enumerate(self.parts, start=1):
            if part.package not in packages:
                lost = f"{part.package} is none of the packages of this source"
                raise ValueError(f"{self.name}, part {number}: {lost}")
        parts = (Part(packages[part.package], part.path, part.sha256, part.size) for part in self.parts)
        return Carried(tuple(parts), self.drop, self.joined)


class _Wheels(_Table):
    """Files whose parts lie in several packages."""

    kind: Literal["wheels"]
    packages: list[Package]
    files: list[_CarriedFile]

    @model_validator(mode="after")
    def _check(self) -> Self:
        self.source()
        return self

    def source(self) -> WheelSource:
        packages = {package.name: package for package in self.packages}
        return WheelSource({file.name: file.carried(packages) for file in self.files})


_AnySource = Annotated[_Wheel | _Wheels | UrlSource | HubSource | SnapshotSource, Field(discriminator="kind")]


class _Entry(_Table):
    """A model as the registry file describes it, without its name."""

    task: Task
    title: _Text
    licence: _Text
    attribution: _Text
    homepage: _Text
    description: _Text
    files: tuple[ModelFile, ...] = ()
    sources: list[_AnySource]
    aliases: tuple[str, ...] = ()
    languages: _Text = ""
    measured: Measured = Measured()
    about: _Text = ""

    @classmethod
    def read(cls, table: object) -> _Entry:
        """Raises ValidationError. As JSON, strictly: a text is no number then, but a list may be a tuple."""
        return cls.model_validate_json(json.dumps(table, default=str), strict=True)

    def model(self, name: str, sets: Iterable[str]) -> Model:
        """The model itself. Raises ValueError when its parts do not fit together."""
        own = {field: getattr(self, field) for field in type(self).model_fields if field != "sources"}
        return Model(name=name, sets=tuple(sets), sources=tuple(map(_source, self.sources)), **own)


def _source(source: _AnySource) -> Source:
    return source.source() if isinstance(source, _Wheel | _Wheels) else source


class _File(_Table):
    """The file's own keys; the tables of its models are read one by one."""

    form: Literal["broadcast-models/1"] = Field(alias="schema")
    models: dict[str, dict[str, Any]]
    sets: dict[str, tuple[str, ...]]
    retired: dict[str, str] = {}


def _model(name: str, table: object, sets: Mapping[str, tuple[str, ...]], file: str) -> Model:
    with _wrong(f"{file}, model {name}"):
        entry = _Entry.read(table)
        known = {name, *entry.aliases}
        return entry.model(name, (key for key, members in sets.items() if not known.isdisjoint(members)))


@contextmanager
def _wrong(where: str) -> Iterator[None]:
    """Name the place of what is found wrong inside the block. Raises ModelError."""
    try:
        yield
    except ValidationError as error:
        first = FirstError.of(error)
        place = f"{where}, {first.place}" if first.place else where
        raise ModelError(f"The model registry is wrong: {place}: {first.what}.") from None
    except ValueError as error:
        raise ModelError(f"The model registry is wrong: {where}: {error}.") from None


def _check_names(registry: Registry) -> None:
    """Every name means one thing, and every member of a set is a model. Raises ValueError."""
    seen: set[str] = set()
    for name in (name for model in registry.models for name in (model.name, *model.aliases)):
        if name in seen:
            raise ValueError(f"two models are called {name}")
        seen.add(name)
    for name, listed in registry.sets.items():
        check_name(name)
        if name in seen:
            raise ValueError(f"{name} is the name of a set and of a model")
        if lost := [member for member in listed if member not in seen]:
            raise ValueError(f"the set {name} lists {', '.join(lost)}, which is no model")
    if lost := sorted(set(registry.retired.values()) - set(registry.names)):
        raise ValueError(f"retired names {', '.join(lost)}, which is no model")


def read_registry(text: str, name: str) -> Registry:
    """Read a registry; `name` is the file named in messages. Raises ModelError for any mistake in it."""
    try:
        top = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ModelError(f"The model registry {name} is not valid TOML: {error}.") from None
    with _wrong(name):
        file = _File.model_validate(top)
    models = tuple(_model(key, table, file.sets, name) for key, table in file.models.items())
    registry = Registry(models, file.sets, file.retired)
    with _wrong(name):
        _check_names(registry)
    return registry
