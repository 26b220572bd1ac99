"""The folder of one model, open for writing: nothing gets its final name before its checksum is right."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO
from uuid import uuid4

from pipeline.errors import OutputError
from pipeline.models.digest import sha256_of
from pipeline.models.model import ModelFile
from pipeline.models.paths import STORE_VARIABLE
from pipeline.models.progress import Meter
from pipeline.models.source_errors import SourceError, WrongChecksumError

_BLOCK = 1 << 20
"""Bytes copied at a time."""


class ModelWriter:
    """Puts files into one model's folder. Made by `ModelStore.opened`, which holds the folder's lock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # The lock is ours, so temporary files here were left by a process that died.
        with writing(folder):
            for leftover in folder.rglob(".*.tmp"):
                leftover.unlink(missing_ok=True)

    def put(self, file: ModelFile, stream: IO[bytes], meter: Meter) -> None:
        """Copy `stream` into the folder as `file`. Keeps nothing and raises as `put_blocks` does."""
        self.put_blocks(file, blocks_of(stream), meter)

    def put_blocks(self, file: ModelFile, blocks: Iterable[bytes], meter: Meter) -> None:
        """Write `blocks` into the folder as `file`.

        Keeps nothing unless all of it is right. Raises WrongChecksumError when it is another file,
        SourceError when it is too long or the system cannot read it, OutputError when the folder cannot be
        written; other errors of reading pass through.
        """
        target = self._target(file)
        temporary = target.with_name(f".{target.name}.{uuid4().hex}.tmp")
        try:
            got = _write(blocks, temporary, file, meter)
            if got != file.sha256:
                raise WrongChecksumError(file.name, file.sha256, got)
            _settle(temporary, target)
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    @contextmanager
    def scratch(self, blocks: Iterable[bytes]) -> Iterator[Path]:
        """A file with these bytes while the block runs, gone whatever happens. Raises OutputError."""
        temporary = self.folder / f".scratch.{uuid4().hex}.tmp"
        try:
            with writing(temporary), temporary.open("xb") as handle:
                handle.writelines(blocks)
            yield temporary
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def part(self, file: ModelFile) -> Path:
        """Where a download of `file` grows and from where it goes on after an interruption.

        The name holds the checksum: bytes of another version of the file are never continued.
        """
        target = self._target(file)
        return target.with_name(f".{target.name}.{file.sha256[:16]}.part")

    def adopt(self, file: ModelFile, part: Path) -> None:
        """Give a complete download its final name.

        Raises WrongChecksumError, after removing it, when it is another file, and OutputError.
        """
        with writing(part):
            got = sha256_of(part)
            if got == file.sha256:
                with part.open("rb+") as handle:
                    os.fsync(handle.fileno())
            else:
                part.unlink()
        if got != file.sha256:
            raise WrongChecksumError(file.name, file.sha256, got)
        _settle(part, self._target(file))

    def _target(self, file: ModelFile) -> Path:
        target = self.folder / file.name
        with writing(target):
            target.parent.mkdir(parents=True, exist_ok=True)
        return target


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn the system's refusals inside the block into OutputError about `path`."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"Cannot write to the model store at {path}: {reason}.",
            hint=f"Free some space, mend the permissions, or set {STORE_VARIABLE} to another folder.",
        ) from error


def blocks_of(stream: IO[bytes]) -> Iterator[bytes]:
    """What is left to read in `stream`. A source that cannot be read must not look like a full disk."""
    while True:
        try:
            block = stream.read(_BLOCK)
        except OSError as error:
            raise SourceError(f"cannot be read ({error.strerror or error})") from None
        if not block:
            return
        yield block


def _write(blocks: Iterable[bytes], temporary: Path, file: ModelFile, meter: Meter) -> str:
    """Write `blocks` to disk for good; the SHA-256 of what was written."""
    digest, received = hashlib.sha256(), 0
    meter(0, file.size)
    with writing(temporary), temporary.open("xb") as handle:
        for block in blocks:
            received += len(block)
            if file.size is not None and received > file.size:
                raise SourceError(f"{file.name} is longer than the {file.size} bytes it should have")
            digest.update(block)
            handle.write(block)
            meter(received, file.size)
        handle.flush()
        os.fsync(handle.fileno())
    return digest.hexdigest()


def _settle(temporary: Path, target: Path) -> None:
    with writing(target):
        temporary.replace(target)
        if sys.platform != "win32":  # Windows cannot open a folder, nor does it need to
            descriptor = os.open(target.parent, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
