"""A file of captions from the disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pipeline.errors import InputError
from pipeline.storage.input_file import check_file
from pipeline.storage.regular_file import read_regular
from pipeline.transcript.model import Transcript


def read_captions(
    path: Path, read: Callable[[bytes, str], Transcript], language: str | None = None
) -> Transcript:
    """What `read` makes of it, in `language` if one is given. Raises InputError when it cannot be read."""
    check_file(path)
    try:
        data = read_regular(path)
    except OSError as error:
        raise InputError(f"{str(path)!r} cannot be read: {error.strerror}.") from None
    found = read(data, repr(str(path)))
    return found if language is None else replace(found, language=language)
