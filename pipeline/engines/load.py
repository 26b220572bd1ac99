"""From a name on the command line to a loaded engine, its models checked first."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from pipeline.engines.base import Aligner, Diarizer, Recognizer
from pipeline.engines.choice import Machine, choose_diarizer, choose_recognizer
from pipeline.engines.names import (
    AUTO,
    OPENAI,
    STARTER_MODEL,
    EngineName,
    diarizer_name,
    recognizer_name,
)
from pipeline.errors import MissingToolError, ModelError
from pipeline.models import ModelStore, Registry, named_snapshot
from pipeline.models.digest import sha256_of
from pipeline.models.entry import snapshot_model
from pipeline.models.naming import is_repo
from pipeline.types import Engine

_EXTRA = "broadcast-pipeline[faster-whisper]"
_CONVERTED = "Systran/faster-whisper-"
"""Where faster-whisper's makers publish the models they converted."""
_SEGMENTATION_MODEL = "pyannote-segmentation"
_EMBEDDING_MODEL = "ge2e-encoder"
_Loaded = TypeVar("_Loaded", Recognizer, Diarizer)


def load_recognizer(name: str, store: ModelStore, language: str | None = None) -> Recognizer:
    """`language` is what will be spoken, if that is known; it only guides the choice that `auto` makes.

    Raises ModelError when a model is not installed or damaged, ValueError for an unknown name.
    """
    wanted = recognizer_name(name)
    if wanted.family != AUTO:
        return _recognizer(wanted, store)
    choice = choose_recognizer(store, Machine.this(), language)
    return _because(_recognizer(choice.name, store), choice.reason)


def load_diarizer(name: str, store: ModelStore) -> Diarizer:
    """Raises ModelError when its models are not installed or damaged, ValueError for an unknown name."""
    wanted = diarizer_name(name)
    if wanted.family != AUTO:
        return _diarizer(wanted, store)
    choice = choose_diarizer(store)
    return _because(_diarizer(choice.name, store), choice.reason)


def load_aligner() -> Aligner:
    """The aligner for recognizers that give no word times. It brings its own model."""
    aligner: Aligner = _module("sphinx_aligner").SphinxAligner()
    return aligner


def _recognizer(name: EngineName, store: ModelStore) -> Recognizer:
    match name.family:
        case "whisper":
            path, digests = _checkpoint(name, store)
            official = None if name.path else path.stem
            return _whisper(_module("whisper.openai.model").OpenAIModel(path, official), name, digests)
        case "faster-whisper":
            folder, digests = _converted(name, store)
            return _whisper(_module("whisper.ctranslate", _EXTRA).CTranslateModel(folder), name, digests)
        case _:
            files, digests = _checked([STARTER_MODEL], store)
            moonshine: Recognizer = _module("moonshine").Moonshine(files[STARTER_MODEL], digests)
            return moonshine


def _whisper(model: Any, name: EngineName, digests: Mapping[str, str]) -> Recognizer:
    runs = {"device": model.device, "precision": model.precision}
    engine = Engine(str(name), model.package, digests, runs)
    recognizer: Recognizer = _module("whisper.recognizer").WhisperRecognizer(model, engine)
    return recognizer


def _diarizer(name: EngineName, store: ModelStore) -> Diarizer:
    diarizer: Diarizer
    match name.family:
        case "none":
            diarizer = _module("whole").WholeRecording()
        case "starter":
            files, digests = _checked([_SEGMENTATION_MODEL, _EMBEDDING_MODEL], store)
            segmentation, embedding = (
                next(iter(files[model].values())) for model in (_SEGMENTATION_MODEL, _EMBEDDING_MODEL)
            )
            diarizer = _module("starter_diarizer").StarterDiarizer(segmentation, embedding, digests)
        case _:
            snapshot = named_snapshot(name.model, store)
            diarizer = _module("pyannote_pipeline").PyannotePipeline(snapshot)
    return diarizer


def _checkpoint(name: EngineName, store: ModelStore) -> tuple[Path, Mapping[str, str]]:
    """The .pt file of a Whisper model: one of OpenAI's, checked, or one that the user named."""
    if name.path:
        if name.path.is_dir():
            raise ModelError(
                f"{name.path} is a folder, not a Whisper checkpoint.",
                hint="Name the .pt file; a folder converted for CTranslate2 is named with `faster-whisper:`.",
            )
        if not name.path.is_file():
            raise ModelError(f"There is no Whisper checkpoint {name.path}.", hint="Check the path.")
        return name.path, {name.path.name: sha256_of(name.path)}
    official = [model for model in Registry.load().models if model.name.startswith(OPENAI)]
    known = [title.removeprefix(OPENAI) for model in official for title in (model.name, *model.aliases)]
    if name.model not in known:
        raise ValueError(
            f"{str(name)!r}: Whisper's models are {', '.join(known)}; "
            "a checkpoint of your own is named by its file, ending in .pt"
        )
    files, digests = _checked([OPENAI + name.model], store)
    return next(path for paths in files.values() for path in paths.values()), digests


def _converted(name: EngineName, store: ModelStore) -> tuple[Path, Mapping[str, str]]:
    """The folder of a converted Whisper model: a repository in the store, or one that the user named."""
    if name.path:
        files = sorted(path for path in name.path.glob("*") if path.is_file())
        return name.path, {f"{name.path.name}/{path.name}": sha256_of(path) for path in files}
    repo = name.model if is_repo(name.model) else f"{_CONVERTED}{name.model}"
    if not is_repo(repo):
        raise ValueError(
            f"{str(name)!r} names neither a model (base.en), a repository (owner/name) nor a folder"
        )
    model = snapshot_model(repo)
    store.files(model)
    return store.folder(model), {f"{repo}/{file.name}": file.sha256 for file in store.pinned(model)}


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


def _module(name: str, install: str = "broadcast-pipeline") -> ModuleType:
    try:
        return importlib.import_module(f"pipeline.engines.{name}")
    except (ImportError, OSError) as error:  # OSError: a native library that does not load
        raise MissingToolError(
            f"A package that this engine needs is missing or broken: {error}.",
            hint=f"Install it: `pip install '{install}'`.",
        ) from error
