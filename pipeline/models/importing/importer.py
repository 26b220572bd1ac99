"""Takes in what somebody brought: model files, known by their content, and folders of pyannote pipelines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import InputError, MissingToolError, ModelError
from pipeline.models.digest import sha256_of_stream
from pipeline.models.importing.files import UNREADABLE, candidates
from pipeline.models.importing.intake import Found, Intake
from pipeline.models.importing.known import uses
from pipeline.models.importing.pyannote import FoundPipeline, import_pipelines
from pipeline.models.importing.tree import ImportTree
from pipeline.models.pyannote.config import NoDiarizationError
from pipeline.models.registry import Registry
from pipeline.models.store import ModelStore


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
    into, parts are joined, and OpenAI's own files of the starter recognizers are converted. Links inside it
    are followed only in the folder of a pipeline and in the hub's cache. Raises InputError when `path` is
    not there, ModelError when nothing in it can be used, OutputError when the store cannot be written.
    """
    if not path.is_dir() and not path.is_file():  # a pipe or a device would never end
        raise InputError(f"There is no file or folder {path}.")
    unreadable: list[str] = []
    of_pipelines: list[ModelError] = []
    refused: list[ModelError | MissingToolError] = []
    pipelines = tuple(import_pipelines(ImportTree.walk(path), store, of_pipelines))
    found = tuple(_recognised(path, registry, store, unreadable, refused))
    refused += of_pipelines
    if not found and not pipelines:
        raise refused[0] if refused else _nothing(path, unreadable)
    reasons = tuple(str(error) for error in refused if not isinstance(error, NoDiarizationError))
    return ImportReport(found, pipelines, _missing(found, registry, store), tuple(unreadable), reasons)


def _recognised(
    path: Path,
    registry: Registry,
    store: ModelStore,
    unreadable: list[str],
    refused: list[ModelError | MissingToolError],
) -> Iterator[Found]:
    intake, known, begun = Intake(store), uses(registry), dict[str, None]()
    for candidate in candidates(path, unreadable):
        try:
            with candidate.opened() as stream:
                digest = sha256_of_stream(stream)
            taken = [intake.take(candidate, use) for use in known.get(digest, ())]
        except UNREADABLE:
            unreadable.append(candidate.label)
        except (ModelError, MissingToolError) as error:
            refused.append(error)
        else:
            yield from filter(None, taken)
            begun.update((found.model, None) for found in taken if found)
    for joined in intake.join():
        if isinstance(joined, ModelError):
            refused.append(joined)
        else:
            begun[joined.model] = None
            yield joined
    for name in begun:
        yield from intake.complete(registry.model(name))


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
