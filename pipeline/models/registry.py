"""The list of models this program knows, read from registry.toml.

Nothing is loaded that was not pinned by its SHA-256, in this list or when it was pulled: several of the
formats run code when they are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.errors import ModelError
from pipeline.models.model import Model, snapshot_model
from pipeline.models.names import is_repo
from pipeline.models.paths import registry_file


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
        from pipeline.models.registry_file import read_registry  # and with it pydantic

        return read_registry(text, name)

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
