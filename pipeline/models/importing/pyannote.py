"""Takes in pyannote pipelines that somebody brought as folders, each as a snapshot with its own manifest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ModelError
from pipeline.models.digest import sha256_of_weights
from pipeline.models.importing.tree import Identity, ImportTree, identity
from pipeline.models.manifest import Manifest
from pipeline.models.model import ModelFile, snapshot_model
from pipeline.models.pyannote.config import CONFIG, PipelineConfig
from pipeline.models.pyannote.parts import find_parts
from pipeline.models.source_errors import SourceError
from pipeline.models.store import ModelStore, State
from pipeline.storage.regular_file import open_regular

_REVISION = "main"
"""What a pipeline from the hub is taken to be a copy of, so that pulling it does not fetch it again."""


@dataclass(frozen=True, slots=True)
class FoundPipeline:
    """A pipeline, or a model that one is made of; `copied` is False when the store had it already."""

    repo: str
    origin: Path
    copied: bool
    whole: bool


def import_pipelines(
    tree: ImportTree, store: ModelStore, refused: list[ModelError]
) -> Iterator[FoundPipeline]:
    """Copy every pipeline in `tree` into `store`, with the models of other repositories that it is made of.

    One that is not complete is not copied, and added to `refused`, as are folders that hold something else.
    Raises OutputError.
    """
    for folder in tree.configured:
        try:
            copies = tuple(_copies(PipelineConfig.read(folder), tree, store))
        except ModelError as error:
            refused.append(error)
            continue
        for copy in copies:
            copied = _take_in(copy, store)
            yield FoundPipeline(copy.manifest.repo, copy.folder, copied, whole=copy.folder == folder)


@dataclass(frozen=True, slots=True)
class _Copy:
    """What is to be copied: the files of `manifest`, each with the place of its content."""

    folder: Path
    manifest: Manifest
    contents: tuple[Path, ...]


def _copies(config: PipelineConfig, tree: ImportTree, store: ModelStore) -> Iterator[_Copy]:
    """The pipeline's own folder last, so that it is not there before all it is made of is."""
    lent: dict[Path, Identity] = {}

    def lend(repo: str) -> Path:
        if (folder := tree.copy_of(repo)) is not None:
            lent[folder] = Identity(repo, identity(folder).commit)
            return folder
        model = snapshot_model(repo)
        if store.state(model) is not State.INSTALLED:
            raise ModelError(
                f"The pipeline in {config.folder} is not complete: it is made of {repo}, too, which is "
                "neither there nor installed.",
                hint=f"Bring the folder of {repo} together with it.",
            )
        return store.folder(model)

    files = {file for part in find_parts(config, lend) for file in part.files}
    for folder, origin in lent.items():
        yield _copy(folder, origin, {file for file in files if file.is_relative_to(folder)}, tree)
    places = (config.folder, *lent, store.root)
    if stray := [file for file in files if not any(file.is_relative_to(place) for place in places)]:
        raise ModelError(
            f"The pipeline in {config.folder} uses a file that lies elsewhere: {stray[0]}.",
            hint="Copy it into the folder and correct config.yaml; or use the pipeline where it is, with "
            f"`--diarizer pyannote:{config.folder}`.",
        )
    own = {file for file in files if file.is_relative_to(config.folder)}
    yield _copy(config.folder, identity(config.folder), {config.folder / CONFIG, *own}, tree)


def _copy(folder: Path, origin: Identity, files: Iterable[Path], tree: ImportTree) -> _Copy:
    known = Manifest.read(folder)
    if known is not None:
        contents = tuple(tree.file(folder / file.name) for file in known.files)
        return _Copy(folder, known, contents)
    names = sorted({*files, *(path for path in folder.glob("LICENSE*") if path.is_file())})
    try:
        pinned = tuple(_pinned(path, folder, tree) for path in names)
    except ValueError as error:
        raise ModelError(f"{folder} cannot be imported: {error}.", hint="Rename the file.") from None
    manifest = Manifest(origin.repo, _REVISION, origin.commit, pinned)
    return _Copy(folder, manifest, tuple(tree.file(path) for path in names))


def _pinned(path: Path, folder: Path, tree: ImportTree) -> ModelFile:
    real = tree.file(path)
    return ModelFile(path.relative_to(folder).as_posix(), sha256_of_weights(real), real.stat().st_size)


def _take_in(copy: _Copy, store: ModelStore) -> bool:
    """Whether anything had to be copied."""
    model = snapshot_model(copy.manifest.repo)
    if store.state(model) is State.INSTALLED and Manifest.read(store.folder(model)) == copy.manifest:
        return False
    try:
        with store.opened(model) as deposit:
            for file, content in zip(copy.manifest.files, copy.contents, strict=True):
                with open_regular(content) as stream:
                    deposit.put(file, stream, lambda *_: None)
            copy.manifest.write(deposit)
    except SourceError as failure:
        raise ModelError(f"{copy.folder} is damaged: {failure.reason}.", hint="Copy it again.") from None
    except OSError as error:
        raise ModelError(f"{copy.folder} cannot be read: {error.strerror or error}.") from None
    return True
