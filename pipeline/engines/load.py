"""From a name on the command line to a loaded engine, its models checked first."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from pipeline.engines.base import Aligner, Diarizer, Recognizer
from pipeline.errors import MissingToolError
from pipeline.models import ModelStore, Registry

RECOGNIZERS = ("auto", "starter")
DIARIZERS = ("auto", "starter", "none")
_RECOGNIZER_MODEL = "moonshine-tiny-en"
_SEGMENTATION_MODEL = "pyannote-segmentation"
_EMBEDDING_MODEL = "ge2e-encoder"


def load_recognizer(name: str, store: ModelStore) -> Recognizer:
    """Raises ModelError when its model is not installed or damaged, ValueError for an unknown name."""
    _known(name, RECOGNIZERS)
    files, digests = _checked([_RECOGNIZER_MODEL], store)
    moonshine: Recognizer = _module("moonshine").Moonshine(files[_RECOGNIZER_MODEL], digests)
    return moonshine


def load_diarizer(name: str, store: ModelStore) -> Diarizer:
    """Raises ModelError when its models are not installed or damaged, ValueError for an unknown name."""
    _known(name, DIARIZERS)
    if name == "none":
        from pipeline.engines.whole import WholeRecording

        return WholeRecording()
    files, digests = _checked([_SEGMENTATION_MODEL, _EMBEDDING_MODEL], store)
    segmentation, embedding = (
        next(iter(files[model].values())) for model in (_SEGMENTATION_MODEL, _EMBEDDING_MODEL)
    )
    diarizer: Diarizer = _module("starter_diarizer").StarterDiarizer(segmentation, embedding, digests)
    return diarizer


def load_aligner() -> Aligner:
    """The aligner for recognizers that give no word times. It brings its own model."""
    aligner: Aligner = _module("sphinx_aligner").SphinxAligner()
    return aligner


def _known(name: str, names: tuple[str, ...]) -> None:
    if name not in names:
        raise ValueError(f"{name!r} is not one of {', '.join(names)}")


def _checked(
    names: list[str], store: ModelStore
) -> tuple[Mapping[str, Mapping[str, Path]], Mapping[str, str]]:
    """Files by model and digests by `model/file`, all files verified."""
    registry = Registry.load()
    models = [registry.model(name) for name in names]
    files = {model.name: store.files(model) for model in models}
    digests = {f"{model.name}/{file.name}": file.sha256 for model in models for file in model.files}
    return files, digests


def _module(name: str) -> ModuleType:
    try:
        return importlib.import_module(f"pipeline.engines.{name}")
    except (ImportError, OSError) as error:  # OSError: a native library that does not load
        raise MissingToolError(
            f"A package that this engine needs is missing or broken: {error}.",
            hint="Install this program's dependencies again: `pip install broadcast-pipeline`.",
        ) from error
