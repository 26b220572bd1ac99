"""Takes in what somebody brought: model files, known by their content, and folders of pyannote pipelines."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile, is_zipfile

from pipeline.errors import InputError, ModelError
from pipeline.models.brought_tree import BroughtTree
from pipeline.models.digest import sha256_of_stream
from pipeline.models.entry import Model, ModelFile
from pipeline.models.failure import SourceFailed
from pipeline.models.pipeline_config import NoDiarizationError
from pipeline.models.pipeline_import import FoundPipeline, import_pipelines
from pipeline.models.registry import Registry
from pipeline.models.store import ModelStore

_ARCHIVES = frozenset({".whl", ".zip"})
_UNREADABLE = (OSError, BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, SourceFailed)
"""What a damaged, encrypted or vanishing file raises while it is read."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file that was recognised; `origin` says where. `copied` is False when the store had it already."""

    model: str
    file: str
    origin: str
    copied: bool


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import found.

    `missing` names, for each model of which something was found, the files the store still lacks;
    `unreadable` are the files that could not be looked into; `refused` says why a pipeline was not taken in.
    """

    found: tuple[Found, ...]
    pipelines: tuple[FoundPipeline, ...]
    missing: Mapping[str, tuple[str, ...]]
    unreadable: tuple[str, ...]
    refused: tuple[str, ...]


def import_models(path: Path, registry: Registry, store: ModelStore) -> ImportReport:
    """Copy every file below `path` that the registry knows into `store`, and every pyannote pipeline.

    `path` is a file or a folder, which is searched with all its subfolders. Wheels and zip files are looked
    into. Links inside it are followed only in the folder of a pipeline. Raises InputError when `path` is not
    there, ModelError when nothing in it is known, OutputError when the store cannot be written.
    """
    if not path.is_dir() and not path.is_file():  # a pipe or a device would never end
        raise InputError(f"There is no file or folder {path}.")
    unreadable: list[str] = []
    refused: list[ModelError] = []
    pipelines = tuple(import_pipelines(BroughtTree.walk(path), store, refused))
    found = tuple(_recognised(path, registry, store, unreadable))
    if not found and not pipelines:
        raise refused[0] if refused else _nothing(path, unreadable)
    reasons = tuple(str(error) for error in refused if not isinstance(error, NoDiarizationError))
    return ImportReport(found, pipelines, _missing(found, registry, store), tuple(unreadable), reasons)


def _recognised(path: Path, registry: Registry, store: ModelStore, unreadable: list[str]) -> Iterator[Found]:
    known: dict[str, list[tuple[Model, ModelFile]]] = {}
    for model in registry.models:
        for file in model.files:
            known.setdefault(file.sha256, []).append((model, file))
    for candidate in _candidates(path, unreadable):
        try:
            with candidate.opened() as stream:
                digest = sha256_of_stream(stream)
            taken = [_take_in(candidate, model, file, store) for model, file in known.get(digest, ())]
        except _UNREADABLE:
            unreadable.append(candidate.label)
        else:
            yield from taken


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A file that may be a model's: on disk, or a member of an archive."""

    path: Path
    member: str | None = None

    @property
    def label(self) -> str:
        return str(self.path) if self.member is None else f"{self.member} in {self.path}"

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        if self.member is None:
            with self.path.open("rb") as stream:
                yield stream
        else:
            with ZipFile(self.path) as archive, archive.open(self.member) as member:
                yield member


def _candidates(path: Path, unreadable: list[str]) -> Iterator[_Candidate]:
    """Every regular file at or below `path`, and the members of archives."""
    for file in _files(path, unreadable):
        yield _Candidate(file)
        if file.suffix.lower() not in _ARCHIVES:
            continue
        try:
            members = _members(file)
        except _UNREADABLE:
            unreadable.append(str(file))
        else:
            yield from (_Candidate(file, member) for member in members)


def _files(path: Path, unreadable: list[str]) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path, onerror=lambda error: unreadable.append(str(error.filename))):
        folders.sort()
        for file in (Path(folder) / name for name in sorted(names)):
            if file.is_file() and not file.is_symlink():
                yield file


def _members(archive: Path) -> list[str]:
    if not is_zipfile(archive):
        return []
    with ZipFile(archive) as opened:
        return [info.filename for info in opened.infolist() if not info.is_dir()]


def _take_in(candidate: _Candidate, model: Model, file: ModelFile, store: ModelStore) -> Found:
    if file not in store.wanting(model):
        return Found(model.name, file.name, candidate.label, copied=False)
    with store.opened(model) as deposit, candidate.opened() as stream:
        deposit.put(file, stream, lambda received, size: None)
    return Found(model.name, file.name, candidate.label, copied=True)


def _missing(found: tuple[Found, ...], registry: Registry, store: ModelStore) -> dict[str, tuple[str, ...]]:
    models = (registry.model(name) for name in dict.fromkeys(item.model for item in found))
    wanting = {model.name: tuple(file.name for file in store.wanting(model)) for model in models}
    return {name: files for name, files in wanting.items() if files}


def _nothing(path: Path, unreadable: list[str]) -> ModelError:
    blind = f" {len(unreadable)} files could not be read, {unreadable[0]} first." if unreadable else ""
    return ModelError(
        f"No model file was recognised in {path}.{blind}",
        hint="Files are known by their content, so another version or a download cut short does not count; "
        "`pipeline models list` shows the models. Links inside a folder are not followed: name the folder "
        "that holds the files themselves.",
    )
