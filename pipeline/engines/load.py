"""From a name on the command line to a loaded engine, its models checked first."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from pipeline.engines.auto import Machine, choose_diarizer, choose_recognizer, starter_recognizer
from pipeline.engines.contract import Diarizer, Recognizer
from pipeline.engines.diarizers import DIARIZERS
from pipeline.engines.recognizers import RECOGNIZERS
from pipeline.engines.spec import AUTO, STARTER, diarizer_name, recognizer_name
from pipeline.models import ModelStore

_Loaded = TypeVar("_Loaded", Recognizer, Diarizer)


def load_recognizer(name: str, store: ModelStore, language: str | None = None) -> Recognizer:
    """`language` is what will be spoken, if that is known; it only guides the choice that `auto` makes.

    Raises ModelError when a model is not installed or damaged, MissingToolError where a package that it needs
    is, ValueError for an unknown name.
    """
    wanted = recognizer_name(name)
    if wanted.family not in (AUTO, STARTER):
        return RECOGNIZERS[wanted.family].load(wanted, store)
    machine = Machine.this()
    if wanted.family == STARTER:
        choice = starter_recognizer(store, machine)
    else:
        choice = choose_recognizer(store, machine, language)
    return _because(RECOGNIZERS[choice.name.family].load(choice.name, store), choice.reason)


def load_diarizer(name: str, store: ModelStore) -> Diarizer:
    """Raises ModelError, MissingToolError or ValueError as `load_recognizer` does."""
    wanted = diarizer_name(name)
    if wanted.family != AUTO:
        return DIARIZERS[wanted.family].load(wanted, store)
    choice = choose_diarizer(store)
    return _because(DIARIZERS[choice.name.family].load(choice.name, store), choice.reason)


def _because(loaded: _Loaded, reason: str) -> _Loaded:
    """Keep with an engine why it was chosen; the choice goes into the provenance."""
    # For its users an engine's description is read-only; it is complete only now.
    vars(loaded)["engine"] = replace(loaded.engine, extra={**loaded.engine.extra, "chosen": reason})
    return loaded
