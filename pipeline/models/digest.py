"""The SHA-256 of content, as 64 lower-case hex digits."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import IO

from pipeline.errors import ModelError
from pipeline.storage.regular_file import open_regular

_BLOCK = 1 << 20
"""Bytes read at a time."""
_GIT_POINTER = b"version https://git-lfs"
"""How the note begins that a repository cloned without git's large files holds in their place."""


def sha256_of(path: Path) -> str:
    """Of a file. Raises OSError when it cannot be read."""
    with open_regular(path) as file:
        return sha256_of_stream(file)


def sha256_of_stream(stream: IO[bytes]) -> str:
    """Of what is left to read in `stream`. Raises what reading raises."""
    digest = hashlib.sha256()
    while block := stream.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()


def sha256_of_weights(path: Path) -> str:
    """Of a file that somebody brought. Raises ModelError when it cannot be read or is no weights at all."""
    try:
        with open_regular(path) as file:
            pointer = file.read(len(_GIT_POINTER)) == _GIT_POINTER
        digest = sha256_of(path)
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror or error}.") from None
    if pointer:
        raise ModelError(
            f"{path} is not the model itself, only git's note of it.",
            hint="Run `git lfs pull` in that folder to get the real files.",
        )
    return digest
