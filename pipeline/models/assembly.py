"""A model's file put together from its parts, wherever those lie."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import IO

from pipeline.models.carried import Carried, Part
from pipeline.models.model import ModelFile
from pipeline.models.progress import Meter
from pipeline.models.source_errors import SourceError, WrongChecksumError
from pipeline.models.whisper.container import Container, ContainerError
from pipeline.models.writer import ModelWriter, blocks_of

Opener = Callable[[Part], AbstractContextManager[IO[bytes]]]
"""Opens one part for reading. Raises SourceError where it is not there or cannot be read."""


def assemble(file: ModelFile, carried: Carried, opened: Opener, deposit: ModelWriter, meter: Meter) -> None:
    """Join the parts, drop the variables that must go, and put the result into the model's folder as `file`.

    Keeps nothing unless all of it is right. Raises SourceError or OutputError.
    """
    joined = _joined(carried, opened)
    if not carried.drop:
        deposit.put_blocks(file, joined, meter)
        return
    with deposit.scratch(joined) as path:
        try:
            container = Container.read(path)
        except ContainerError as error:
            raise SourceError(f"the joined file cannot be understood: {error}") from None
        deposit.put_blocks(file, container.without(carried.drop), meter)


def _joined(carried: Carried, opened: Opener) -> Iterator[bytes]:
    for part in carried.parts:
        digest, length = hashlib.sha256(), 0
        with opened(part) as stream:
            for block in blocks_of(stream):
                digest.update(block)
                length += len(block)
                if part.size is not None and length > part.size:
                    raise SourceError(f"{part.path} is longer than the {part.size} bytes it should have")
                yield block
        if part.size is not None and length < part.size:
            raise SourceError(f"{part.path} ends after {length} of {part.size} bytes")
        if part.sha256 and digest.hexdigest() != part.sha256:
            raise WrongChecksumError(part.path, part.sha256, digest.hexdigest())
