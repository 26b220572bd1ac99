"""What a line of the tables of recognizers and diarizers says."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from pkgutil import resolve_name
from typing import Generic, TypeVar

from pipeline.engines.importing import needed_packages
from pipeline.models import ModelStore

_Engine = TypeVar("_Engine", covariant=True)
_MARKS = ("model.bin", "config.yaml")
"""Files by which the folder of a Whisper model, and of a pyannote pipeline, are known."""


@dataclass(frozen=True, slots=True)
class EngineName:
    """`whisper:base.en` is the family `whisper` and the model `base.en`; `starter` names no model."""

    family: str
    model: str = ""

    def __str__(self) -> str:
        return f"{self.family}:{self.model}" if self.model else self.family

    @property
    def path(self) -> Path | None:
        """The file or folder meant, where it is not the name of a model."""
        if not self.model:
            return None
        path = Path(self.model)
        with suppress(RuntimeError):  # ~ and the name of nobody on this machine
            path = path.expanduser()
        looks_so = self.model.endswith(".pt") or path.is_absolute() or self.model.startswith((".", "~"))
        # A folder called `base` beside the recording is no model unless it holds one.
        holds_one = any((path / name).is_file() for name in _MARKS)
        return path if looks_so or holds_one else None


@dataclass(frozen=True, slots=True)
class Family(Generic[_Engine]):
    """Engines that are loaded in one way, known by the word before the colon of their names."""

    loader: str
    """`module:function` of a function that is given an EngineName and a ModelStore and returns the engine.

    It is imported only when such an engine is wanted. It raises ModelError where a model is missing or
    damaged, ValueError for a model that nobody knows, and checks files before it imports a heavy library.
    """
    models: tuple[str, ...] = ()
    """What may stand after the colon, as help says it: `NAME`, `FILE.pt`. None for one that takes nothing."""

    def takes(self, model: str) -> bool:
        """Whether `model` may stand after the colon; "" is no colon."""
        return bool(model) == bool(self.models)

    def load(self, name: EngineName, store: ModelStore) -> _Engine:
        """The engine. Raises what its loader raises, and MissingToolError where a package is missing."""
        with needed_packages():
            loader = resolve_name(self.loader)
        engine: _Engine = loader(name, store)
        return engine
