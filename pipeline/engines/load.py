"""From a name on the command line to a loaded engine, its models checked first."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TypeVar

from pipeline.engines.auto import Machine, choose_diarizer, choose_recognizer, starter_recognizer
from pipeline.engines.contract import Diarizer, Recognizer
from pipeline.engines.importing import needed_packages
from pipeline.engines.recognizers.whisper.files import whisper_files
from pipeline.engines.spec import (
    AUTO,
    FASTER_WHISPER,
    STARTER,
    EngineName,
    diarizer_name,
    recognizer_name,
)
from pipeline.models import ModelStore, Registry, named_snapshot
from pipeline.transcript.provenance import Engine

_SEGMENTATION_MODEL = "segmentation-3.0"
_EMBEDDING_MODEL = "campplus"
_Loaded = TypeVar("_Loaded", Recognizer, Diarizer)


def load_recognizer(name: str, store: ModelStore, language: str | None = None) -> Recognizer:
    """`language` is what will be spoken, if that is known; it only guides the choice that `auto` makes.

    Raises ModelError when a model is not installed or damaged, MissingToolError where a package that it needs
    is, ValueError for an unknown name.
    """
    wanted = recognizer_name(name)
    if wanted.family not in (AUTO, STARTER):
        return _recognizer(wanted, store)
    machine = Machine.this()
    if wanted.family == STARTER:
        choice = starter_recognizer(store, machine)
    else:
        choice = choose_recognizer(store, machine, language)
    return _because(_recognizer(choice.name, store), choice.reason)


def load_diarizer(name: str, store: ModelStore) -> Diarizer:
    """Raises ModelError, MissingToolError or ValueError as `load_recognizer` does."""
    wanted = diarizer_name(name)
    if wanted.family != AUTO:
        return _diarizer(wanted, store)
    choice = choose_diarizer(store)
    return _because(_diarizer(choice.name, store), choice.reason)


def _recognizer(name: EngineName, store: ModelStore) -> Recognizer:
    files = whisper_files(name, store)
    if name.family == FASTER_WHISPER:
        model = _module("recognizers.whisper.ctranslate").CTranslateModel(files.path)
    else:
        model = _module("recognizers.whisper.openai.model").OpenAIModel(files.path, files.official)
    runs = {"device": model.device, "precision": model.precision}
    engine = Engine(str(name), model.package, files.digests, runs)
    recognizer: Recognizer = _module("recognizers.whisper.recognizer").WhisperRecognizer(model, engine)
    return recognizer


def _diarizer(name: EngineName, store: ModelStore) -> Diarizer:
    diarizer: Diarizer
    match name.family:
        case "none":
            diarizer = _module("diarizers.none").NoDiarizer()
        case "starter":
            files, digests = _checked([_SEGMENTATION_MODEL, _EMBEDDING_MODEL], store)
            segmentation, embedding = (
                next(iter(files[model].values())) for model in (_SEGMENTATION_MODEL, _EMBEDDING_MODEL)
            )
            diarizer = _module("diarizers.pyannote.starter").StarterDiarizer(segmentation, embedding, digests)
        case _:
            snapshot = named_snapshot(name.model, store)
            diarizer = _module("diarizers.pyannote.folder").PyannotePipeline(snapshot)
    return diarizer


def _checked(
    names: list[str], store: ModelStore
) -> tuple[Mapping[str, Mapping[str, Path]], Mapping[str, str]]:
    """Files by model and digests by `model/file`, all files verified."""
    registry = Registry.load()
    models = [registry.model(name) for name in names]
    files = {name: store.files(model) for name, model in zip(names, models, strict=True)}
    digests = {f"{model.name}/{file.name}": file.sha256 for model in models for file in model.files}
    return files, digests


def _because(loaded: _Loaded, reason: str) -> _Loaded:
    """Keep with an engine why it was chosen; the choice goes into the provenance."""
    # For its users an engine's description is read-only; it is complete only now.
    vars(loaded)["engine"] = replace(loaded.engine, extra={**loaded.engine.extra, "chosen": reason})
    return loaded


def _module(name: str) -> ModuleType:
    with needed_packages():
        return importlib.import_module(f"pipeline.engines.{name}")
