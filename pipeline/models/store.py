"""The folder where the weights lie, <root>/<model name>/<file name>, checked before they are handed out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.errors import ModelError
from pipeline.models.deposit import Deposit, writing
from pipeline.models.digest import sha256_of
from pipeline.models.entry import Model, ModelFile
from pipeline.models.failure import short
from pipeline.models.location import store_root
from pipeline.models.lock import exclusive


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

    @classmethod
    def default(cls) -> ModelStore:
        """PIPELINE_MODELS if set, else the checkout's models/ folder, else the user's own data folder."""
        return cls(store_root())

    def folder(self, model: Model) -> Path:
        """Where this model's files lie, installed or not."""
        return self.root / model.name

    def files(self, model: Model) -> Mapping[str, Path]:
        """The path of every file of an installed model, by file name.

        Reads all of them to check their SHA-256, every time: a file that was changed since is not handed out.
        Raises ModelError when one is missing or is not the file in the registry.
        """
        paths = {file.name: self.folder(model) / file.name for file in model.files}
        found = {file.name: _look(paths[file.name], file) for file in model.files}
        if absent := [name for name, look in found.items() if look.state is State.MISSING]:
            raise self._missing(model, absent)
        for name, look in found.items():
            if look.state is State.DAMAGED:
                raise ModelError(
                    f"The model file {paths[name]} is damaged: {look.detail}.",
                    hint=f"Run `pipeline models pull {model.name}`: it replaces damaged files.",
                )
        return paths

    def state(self, model: Model) -> State:
        """How the model stands. Reads every file that is there; never raises."""
        states = [_look(self.folder(model) / file.name, file).state for file in model.files]
        if State.DAMAGED in states:
            return State.DAMAGED
        if State.MISSING not in states:
            return State.INSTALLED
        return State.INCOMPLETE if State.INSTALLED in states else State.MISSING

    def wanting(self, model: Model) -> tuple[ModelFile, ...]:
        """The files of `model` that are missing or damaged."""
        looks = ((file, _look(self.folder(model) / file.name, file)) for file in model.files)
        return tuple(file for file, look in looks if look.state is not State.INSTALLED)

    @contextmanager
    def opened(self, model: Model, waiting: Callable[[], None] = lambda: None) -> Iterator[Deposit]:
        """The model's folder, made when missing, to be written by this process alone.

        `waiting` is called once if another process is writing it. Raises OutputError when it cannot be made.
        """
        folder = self.folder(model)
        with ExitStack() as stack:
            with writing(folder):
                folder.mkdir(parents=True, exist_ok=True)
                stack.enter_context(exclusive(folder / ".lock", waiting))
            yield Deposit(folder)

    def _missing(self, model: Model, absent: list[str]) -> ModelError:
        pull = f"Run `pipeline models pull {model.pull_name}`."
        if len(absent) == len(model.files):
            return ModelError(f"The model {model.name} is not installed in {self.root}.", hint=pull)
        lost = ", ".join(absent)
        return ModelError(
            f"The model {model.name} in {self.root} is not complete: {lost} is missing.", hint=pull
        )


@dataclass(frozen=True, slots=True)
class _Look:
    """How one file stands; `detail` says what is wrong with a damaged one."""

    state: State
    detail: str = ""


def _look(path: Path, file: ModelFile) -> _Look:
    try:
        if not path.is_file():
            return _Look(State.MISSING)
        got = sha256_of(path)
    except OSError as error:
        return _Look(State.DAMAGED, f"it cannot be read ({error.strerror or error})")
    if got == file.sha256:
        return _Look(State.INSTALLED)
    return _Look(State.DAMAGED, f"its SHA-256 begins {short(got)}, not {short(file.sha256)}")
