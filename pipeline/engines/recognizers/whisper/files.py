"""Where the weights of a Whisper model lie, in a form that the library asked for can load.

Two forms: a folder converted for CTranslate2 (`model.bin`), which both libraries load, and OpenAI's own
checkpoint (`.pt`), which openai-whisper loads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.engines.family import EngineName
from pipeline.engines.spec import FASTER_WHISPER, OPENAI, WHISPER
from pipeline.errors import ModelError
from pipeline.models import Model, ModelStore, Registry
from pipeline.models.digest import sha256_of
from pipeline.models.model import snapshot_model
from pipeline.models.names import is_repo

CONVERTED = "Systran/faster-whisper-"
"""Where faster-whisper's makers publish the models they converted."""
_WEIGHTS = "model.bin"


@dataclass(frozen=True, slots=True)
class WhisperFiles:
    """A checkpoint file or a converted folder, OpenAI's name of the model if any, digests by file."""

    path: Path
    official: str | None
    digests: Mapping[str, str]


def whisper_files(name: EngineName, store: ModelStore) -> WhisperFiles:
    """The weights meant by `whisper:…` or `faster-whisper:…`, those of the store checked.

    Raises ModelError when they are not there or damaged, ValueError for a name that means nothing.
    """
    if name.path:
        return _own(name, name.path)
    if is_repo(name.model):
        return _snapshot(snapshot_model(name.model), store, None)
    model = _official(name)
    official = model.name.removeprefix(OPENAI)
    if name.family == FASTER_WHISPER and not is_converted(model):
        return _snapshot(snapshot_model(f"{CONVERTED}{official}"), store, official)
    files = store.files(model)
    digests = {f"{model.name}/{file.name}": file.sha256 for file in model.files}
    path = store.folder(model) if is_converted(model) else next(iter(files.values()))
    return WhisperFiles(path, official, digests)


def libraries(size: str, store: ModelStore) -> tuple[str, ...]:
    """The families (`whisper`, `faster-whisper`) that can run what is installed of the model of this size."""
    model = Registry.load().model(OPENAI + size)
    if is_installed(model, store):
        return (FASTER_WHISPER, WHISPER) if is_converted(model) else (WHISPER,)
    return (FASTER_WHISPER,) if is_installed(snapshot_model(f"{CONVERTED}{size}"), store) else ()


def is_installed(model: Model, store: ModelStore) -> bool:
    """Whether all files lie there; whether they are the right ones is checked when they are loaded."""
    pinned = store.pinned(model)
    return bool(pinned) and all((store.folder(model) / file.name).is_file() for file in pinned)


def is_converted(model: Model) -> bool:
    """Whether its files are those of a folder converted for CTranslate2."""
    return any(file.name == _WEIGHTS for file in model.files)


def _own(name: EngineName, path: Path) -> WhisperFiles:
    """Weights that the user named by their place."""
    if path.is_dir():
        files = sorted(file for file in path.glob("*") if file.is_file())
        return WhisperFiles(path, None, {f"{path.name}/{file.name}": sha256_of(file) for file in files})
    if name.family == FASTER_WHISPER:
        raise ModelError(f"There is no folder {path}.", hint="A checkpoint file is named with `whisper:`.")
    if not path.is_file():
        raise ModelError(f"There is no Whisper checkpoint {path}.", hint="Check the path.")
    return WhisperFiles(path, None, {path.name: sha256_of(path)})


def _snapshot(model: Model, store: ModelStore, official: str | None) -> WhisperFiles:
    store.files(model)
    digests = {f"{model.name}/{file.name}": file.sha256 for file in store.pinned(model)}
    return WhisperFiles(store.folder(model), official, digests)


def _official(name: EngineName) -> Model:
    """The registry's entry. Raises ValueError where Whisper has no such model."""
    models = [model for model in Registry.load().models if model.name.startswith(OPENAI)]
    for model in models:
        if OPENAI + name.model in (model.name, *model.aliases):
            return model
    known = [title.removeprefix(OPENAI) for model in models for title in (model.name, *model.aliases)]
    raise ValueError(
        f"{str(name)!r}: Whisper's models are {', '.join(known)}; one of your own is named by its place: "
        "`whisper:FILE.pt`, or the folder of one converted for CTranslate2"
    )
