"""The list of models this program knows, read from registry.toml.

Nothing is loaded that was not pinned by its SHA-256, in this list or when it was pulled: several of the
formats run code when they are read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.errors import ModelError
from pipeline.models.entry import Measured, Model, Task, snapshot_model
from pipeline.models.location import registry_file
from pipeline.models.naming import check_name, is_repo
from pipeline.models.registry_parts import read_file, read_source
from pipeline.models.table import Table

_SCHEMA = "broadcast-models/1"


class UnknownModelError(ModelError):
    """A name that is neither a model, nor another name of one, nor a set. Carries exit code 5."""


@dataclass(frozen=True, slots=True)
class Registry:
    """Every known model, in the file's order, and the sets of them that are pulled together.

    `retired` maps names of models that are no longer used to the names of those that replace them.
    """

    models: tuple[Model, ...]
    sets: Mapping[str, tuple[str, ...]]
    retired: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Registry:
        """The registry that came with this installation. Raises ModelError when it is missing or wrong."""
        place = registry_file()
        try:
            text = place.read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise ModelError(
                f"The model registry {place} cannot be read: {error}.", hint="Install the package again."
            ) from None
        return cls.parse(text, str(place))

    @classmethod
    def parse(cls, text: str, name: str = "registry.toml") -> Registry:
        """Read a registry; `name` is the file named in messages. Raises ModelError for any mistake in it."""
        try:
            top = Table(tomllib.loads(text), name)
        except tomllib.TOMLDecodeError as error:
            raise ModelError(f"The model registry {name} is not valid TOML: {error}.") from None
        if top.text("schema") != _SCHEMA:
            raise top.wrong(f"schema must be {_SCHEMA!r}")
        entries = top.table("models", f"{name}, models")
        sets = top.table("sets", f"{name}, sets")
        retired = top.mapping("retired") if "retired" in top else {}
        top.finish()
        members = {key: sets.texts(key) for key in sets}
        models = tuple(_model(key, entries, name, members) for key in entries)
        _check_names(models, members, sets)
        registry = cls(models, members, retired)
        if lost := set(retired.values()) - set(registry.names):
            raise sets.wrong(f"retired names {', '.join(sorted(lost))}, which is no model")
        return registry

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that `select` takes: sets, then models, then their other names."""
        aliases = [alias for model in self.models for alias in model.aliases]
        return (*self.sets, *(model.name for model in self.models), *aliases)

    def model(self, name: str) -> Model:
        """The model of this name or alias, or else a snapshot of the repository `owner/name` on the hub.

        `@` and a branch, tag or commit may follow the name of a snapshot. Raises UnknownModelError.
        """
        plain, marked, revision = name.partition("@")
        known = (model for model in self.models if plain == model.name or plain in model.aliases)
        model = next(known, None) or (snapshot_model(plain) if is_repo(plain) else None)
        try:
            if model is not None:
                return model.at(revision) if marked else model
        except ValueError:
            pass
        raise self._unknown(name)

    def select(self, names: Iterable[str]) -> tuple[Model, ...]:
        """The models that these sets, models and aliases stand for, each once. Raises UnknownModelError."""
        chosen = (self.model(member) for name in names for member in self.sets.get(name, (name,)))
        return tuple({model.name: model for model in chosen}.values())

    def _unknown(self, name: str) -> UnknownModelError:
        if successor := self.retired.get(name):
            return UnknownModelError(
                f"{name} is no longer used; {successor} replaces it.",
                hint=f"Run `pipeline models pull {successor}`.",
            )
        return UnknownModelError(
            f"There is no model or set called {name!r}.",
            hint=f"Known names: {', '.join(self.names)}; or owner/name of a repository on the hub.",
        )


def _model(name: str, entries: Table, place: str, members: Mapping[str, tuple[str, ...]]) -> Model:
    table = entries.table(name, f"{place}, model {name}")
    aliases = table.texts("aliases")
    sets = tuple(key for key, names in members.items() if not {name, *aliases}.isdisjoint(names))
    try:
        model = Model(
            name=name,
            task=_task(table),
            title=table.text("title"),
            licence=table.text("licence"),
            attribution=table.text("attribution"),
            homepage=table.text("homepage"),
            description=table.text("description"),
            files=tuple(read_file(item) for item in table.tables("files", "file"))
            if "files" in table
            else (),
            sources=tuple(map(read_source, table.tables("sources", "source"))),
            aliases=aliases,
            sets=sets,
            languages=table.text("languages") if "languages" in table else "",
            measured=_measured(table),
            about=table.text("about") if "about" in table else "",
        )
    except ValueError as error:
        raise table.wrong(str(error)) from None
    table.finish()
    return model


def _measured(table: Table) -> Measured:
    if "measured" not in table:
        return Measured()
    found = table.table("measured", f"{table.where}, measured")
    measured = Measured(
        accuracy=found.text("accuracy") if "accuracy" in found else "",
        speed=found.text("speed") if "speed" in found else "",
        wrong_in_news=found.number("wrong_in_news"),
        wrong_in_speech=found.number("wrong_in_speech"),
    )
    found.finish()
    return measured


def _task(table: Table) -> Task:
    name = table.text("task")
    if name not in list(Task):
        raise table.wrong(f"task must be one of {', '.join(Task)}, got {name!r}")
    return Task(name)


def _check_names(models: Iterable[Model], members: Mapping[str, tuple[str, ...]], sets: Table) -> None:
    """Every name means one thing, and every member of a set is a model."""
    seen: set[str] = set()
    for name in (name for model in models for name in (model.name, *model.aliases)):
        if name in seen:
            raise sets.wrong(f"two models are called {name}")
        seen.add(name)
    for name, listed in members.items():
        try:
            check_name(name)
        except ValueError as error:
            raise sets.wrong(str(error)) from None
        if name in seen:
            raise sets.wrong(f"{name} is the name of a set and of a model")
        if lost := [member for member in listed if member not in seen]:
            raise sets.wrong(f"the set {name} lists {', '.join(lost)}, which is no model")
