"""The folder where the weights lie, <root>/<model name>/<file name>, checked before they are handed out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.errors import ModelError
from pipeline.models.digest import sha256_of
from pipeline.models.manifest import MANIFEST, Manifest
from pipeline.models.model import Model, ModelFile, snapshot_model
from pipeline.models.names import is_repo
from pipeline.models.paths import store_root
from pipeline.models.pyannote.config import PipelineConfig
from pipeline.models.source_errors import short
from pipeline.models.writer import ModelWriter, writing
from pipeline.storage.lock import exclusive


class State(StrEnum):
    """How a model stands in the store."""

    INSTALLED = "installed"
    MISSING = "missing"
    INCOMPLETE = "incomplete"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class ModelStore:
    """Hands out the paths of installed models, and takes in new files."""

    root: Path
    trusted: frozenset[str] = frozenset()
    """SHA-256 of checkpoints that may run code when they are read: the user has said so."""

    @classmethod
    def default(cls, trusted: Iterable[str] = ()) -> ModelStore:
        """PIPELINE_MODELS if set, else the checkout's models/ folder, else the user's own data folder."""
        return cls(store_root(), frozenset(trusted))

    def folder(self, model: Model) -> Path:
        """Where this model's files lie, installed or not."""
        return self.root / model.folder

    def pinned(self, model: Model) -> tuple[ModelFile, ...]:
        """The files that the registry lists, or for a snapshot its manifest: none where that is missing.

        Raises ModelError when the manifest is damaged.
        """
        if model.snapshot is None:
            return model.files
        manifest = Manifest.read(self.folder(model))
        return manifest.files if manifest else ()

    def files(self, model: Model) -> Mapping[str, Path]:
        """The path of every file of an installed model, by file name.

        Reads all of them to check their SHA-256, every time: a file that was changed since is not handed out.
        Raises ModelError when one is missing or is not the file that was pinned.
        """
        found = self._looks(model)
        if absent := [look.file.name for look in found if look.state is State.MISSING]:
            raise self._missing(model, absent if len(absent) < len(found) else [])
        for look in found:
            if look.state is State.DAMAGED:
                raise ModelError(
                    f"The model file {look.path} is damaged: {look.detail}.",
                    hint=f"{model.remedy}: it replaces damaged files.",
                )
        if not found:
            raise self._missing(model, [])
        return {look.file.name: look.path for look in found}

    def state(self, model: Model) -> State:
        """How the model and those it is made of stand. Reads every file that is there; never raises."""
        own = self._own_state(model)
        if own is not State.INSTALLED:
            return own
        others = {self._own_state(other) for other in self.borrowed(model)}
        return State.INSTALLED if others <= {State.INSTALLED} else State.INCOMPLETE

    def wanting(self, model: Model) -> tuple[ModelFile, ...]:
        """The pinned files of `model` that are missing or damaged. Raises ModelError as `pinned` does."""
        return tuple(look.file for look in self._looks(model) if look.state is not State.INSTALLED)

    def borrowed(self, model: Model) -> tuple[Model, ...]:
        """The repositories that an installed pipeline takes models from, other than its own."""
        if model.snapshot is None:
            return ()
        try:
            repositories = tuple(PipelineConfig.read(self.folder(model)).repositories)
        except ModelError:  # a single model, or one that `snapshot` will say more about
            return ()
        others = ((repo, at) for repo, at in repositories if repo != model.snapshot.repo)
        return tuple(snapshot_model(repo, at) if at else snapshot_model(repo) for repo, at in others)

    def snapshots(self) -> tuple[Model, ...]:
        """Every snapshot in the store, registered or not, in the order of their names."""
        names = (path.parent.name for path in sorted(self.root.glob(f"*/{MANIFEST}")))
        repos = (name.replace("--", "/", 1) for name in names)
        return tuple(snapshot_model(repo) for repo in repos if is_repo(repo))

    @contextmanager
    def opened(self, model: Model, waiting: Callable[[], None] = lambda: None) -> Iterator[ModelWriter]:
        """The model's folder, made when missing, to be written by this process alone.

        `waiting` is called once if another process is writing it. Raises OutputError when it cannot be made.
        """
        folder = self.folder(model)
        with ExitStack() as stack:
            with writing(folder):
                folder.mkdir(parents=True, exist_ok=True)
                stack.enter_context(exclusive(folder / ".lock", waiting))
            yield ModelWriter(folder)

    def _own_state(self, model: Model) -> State:
        try:
            states = {look.state for look in self._looks(model)}
        except ModelError:
            return State.DAMAGED
        if State.DAMAGED in states:
            return State.DAMAGED
        if State.INSTALLED not in states:
            return State.MISSING
        return State.INCOMPLETE if State.MISSING in states else State.INSTALLED

    def _looks(self, model: Model) -> list[_Look]:
        return [_look(self.folder(model) / file.name, file) for file in self.pinned(model)]

    def _missing(self, model: Model, absent: list[str]) -> ModelError:
        message = f"The model {model.name} is not installed in {self.root}."
        if absent:
            lost = ", ".join(absent)
            message = f"The model {model.name} in {self.root} is not complete: {lost} is missing."
        return ModelError(message, hint=f"{model.remedy}.")


@dataclass(frozen=True, slots=True)
class _Look:
    """How one file stands; `detail` says what is wrong with a damaged one."""

    file: ModelFile
    path: Path
    state: State
    detail: str = ""


def _look(path: Path, file: ModelFile) -> _Look:
    try:
        if not os.path.lexists(path):
            return _Look(file, path, State.MISSING)
        if not path.is_file():
            return _Look(file, path, State.DAMAGED, "it is no regular file")
        got = sha256_of(path)
    except OSError as error:
        return _Look(file, path, State.DAMAGED, f"it cannot be read ({error.strerror or error})")
    if got == file.sha256:
        return _Look(file, path, State.INSTALLED)
    return _Look(file, path, State.DAMAGED, f"its SHA-256 begins {short(got)}, not {short(file.sha256)}")
