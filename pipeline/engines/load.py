"""From a name on the command line to a loaded engine, its models checked first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.engines.auto import Machine, choose_diarizer, choose_recognizer, starter_recognizer
from pipeline.engines.contract import Diarizer, Recognizer
from pipeline.engines.diarizers import DIARIZERS
from pipeline.engines.recognizers import RECOGNIZERS
from pipeline.engines.spec import AUTO, STARTER, diarizer_name, recognizer_name
from pipeline.models import ModelStore

_Engine_co = TypeVar("_Engine_co", bound=Recognizer | Diarizer, covariant=True)


@dataclass(frozen=True, slots=True)
class Loaded(Generic[_Engine_co]):
    """An engine, and why it was this one; None where it was asked for by its own name."""

    engine: _Engine_co
    reason: str | None = None


def load_recognizer(name: str, store: ModelStore, language: str | None = None) -> Loaded[Recognizer]:
    """`language` is what will be spoken, if that is known; it only guides the choice that `auto` makes.

    Raises ModelError when a model is not installed or damaged, MissingToolError where a package that it needs
    is, ValueError for an unknown name.
    """
    wanted = recognizer_name(name)
    if wanted.family not in (AUTO, STARTER):
        return Loaded(RECOGNIZERS[wanted.family].load(wanted, store))
    machine = Machine.this()
    if wanted.family == STARTER:
        choice = starter_recognizer(store, machine)
    else:
        choice = choose_recognizer(store, machine, language)
    return Loaded(RECOGNIZERS[choice.name.family].load(choice.name, store), choice.reason)


def load_diarizer(name: str, store: ModelStore) -> Loaded[Diarizer]:
    """Raises ModelError, MissingToolError or ValueError as `load_recognizer` does."""
    wanted = diarizer_name(name)
    if wanted.family != AUTO:
        return Loaded(DIARIZERS[wanted.family].load(wanted, store))
    choice = choose_diarizer(store)
    return Loaded(DIARIZERS[choice.name.family].load(choice.name, store), choice.reason)
