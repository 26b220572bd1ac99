"""A pyannote pipeline on this disk, whole and checked, ready to be loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ModelError
from pipeline.models.digest import sha256_of_weights
from pipeline.models.model import Model, snapshot_model
from pipeline.models.pyannote.config import CONFIG, PipelineConfig
from pipeline.models.pyannote.parts import Part, find_parts
from pipeline.models.registry import Registry, UnknownModelError
from pipeline.models.store import ModelStore


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A pipeline, its models by their roles, and the SHA-256 of every file that is read when it is loaded."""

    name: str
    config: PipelineConfig
    parts: tuple[Part, ...]
    digests: Mapping[str, str]

    @property
    def folder(self) -> Path:
        """Where its config.yaml lies."""
        return self.config.folder


def named_snapshot(name: str, store: ModelStore) -> Snapshot:
    """The pipeline that a user calls `name`: the one in `store`, or else the folder of that name.

    Raises ModelError when it is missing, incomplete, damaged, or does not tell voices apart.
    """
    try:
        folder = Path(name).expanduser()
    except RuntimeError:  # ~ and the name of nobody on this machine
        folder = Path(name)
    try:
        model = Registry.load().model(name)
    except UnknownModelError:
        return folder_snapshot(folder, store)
    installed = model.snapshot is not None and store.folder(model).is_dir()
    return (
        folder_snapshot(folder, store) if folder.is_dir() and not installed else find_snapshot(model, store)
    )


def find_snapshot(model: Model, store: ModelStore) -> Snapshot:
    """An installed pipeline, every file of it checked against its manifest. Raises ModelError."""
    if not store.pinned(model):
        raise ModelError(
            f"The pipeline {model.name} is not installed in {store.root}.",
            hint=f"{model.remedy}; or name a folder that holds it with `--diarizer pyannote:FOLDER`.",
        )
    checked = _Checked(store)
    checked.add(model)
    config = PipelineConfig.read(store.folder(model))
    parts = find_parts(config, checked.lend)
    digests: dict[str, str] = {}
    for file in _files(config, parts):
        if file not in checked.files:
            raise ModelError(f"The pipeline {model.name} names a file outside its own folder: {file}.")
        key, digests[key] = checked.files[file]
    return Snapshot(model.snapshot.repo if model.snapshot else model.name, config, parts, digests)


def folder_snapshot(folder: Path, store: ModelStore) -> Snapshot:
    """The pipeline in a folder that the user named; models that it takes from the hub come from `store`.

    Nothing says which files are the right ones: their digests are for the record. Raises ModelError.
    """
    if not folder.is_dir():
        raise ModelError(
            f"There is no folder {folder}, and no pipeline of that name is known.",
            hint="Behind `pyannote:` comes owner/name of a pipeline on the hub, or a folder of one.",
        )
    config = PipelineConfig.read(folder)
    checked = _Checked(store)
    parts = find_parts(config, checked.lend)
    name = folder.resolve().name
    digests: dict[str, str] = {}
    for file in _files(config, parts):
        own = f"{name}/{file.relative_to(folder)}" if file.is_relative_to(folder) else str(file)
        key, digest = checked.files.get(file) or (own, sha256_of_weights(file))
        digests[key] = digest
    return Snapshot(name, config, parts, digests)


class _Checked:
    """Files of the store whose checksums were right, each with its name for the record and its SHA-256."""

    def __init__(self, store: ModelStore) -> None:
        self.files: dict[Path, tuple[str, str]] = {}
        self._store = store

    def add(self, model: Model) -> None:
        paths = self._store.files(model)
        for file in self._store.pinned(model):
            repo = model.snapshot.repo if model.snapshot else model.name
            self.files[paths[file.name]] = (f"{repo}/{file.name}", file.sha256)

    def lend(self, repo: str) -> Path:
        other = snapshot_model(repo)
        try:
            self.add(other)
        except ModelError as error:
            raise ModelError(
                f"The pipeline is made of other models, too. {error.message}", hint=error.hint
            ) from None
        return self._store.folder(other)


def _files(config: PipelineConfig, parts: tuple[Part, ...]) -> tuple[Path, ...]:
    return (config.folder / CONFIG, *(file for part in parts for file in part.files))
