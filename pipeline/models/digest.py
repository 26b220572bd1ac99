"""The SHA-256 of content, as 64 lower-case hex digits."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import IO

_BLOCK = 1 << 20
"""Bytes read at a time."""


def sha256_of(path: Path) -> str:
    """Of a file. Raises OSError when it cannot be read."""
    with path.open("rb") as file:
        return sha256_of_stream(file)


def sha256_of_stream(stream: IO[bytes]) -> str:
    """Of what is left to read in `stream`. Raises what reading raises."""
    digest = hashlib.sha256()
    while block := stream.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()
