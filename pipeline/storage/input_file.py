"""The input file itself: is it one, may it be read, and what digest names its content."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from pipeline.errors import InputError
from pipeline.storage.regular_file import open_regular


def check_file(path: Path, name: str | None = None) -> None:
    """Raise InputError unless `path` is a readable file with something in it; `name` is what to call it.

    Pipes and devices are refused: probing one would wait for ever.
    """
    shown = repr(name or str(path))
    try:
        status = path.stat()
    except FileNotFoundError:
        raise InputError(f"{shown} does not exist.", hint="Check the name and the folder.") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{shown} cannot be reached: {_reason(error)}.") from None
    if stat.S_ISDIR(status.st_mode):
        raise InputError(f"{shown} is a folder.", hint="Name the media file inside it.")
    if not stat.S_ISREG(status.st_mode):
        raise InputError(f"{shown} is not a regular file.", hint="Save the stream to a file first.")
    if status.st_size == 0:
        raise InputError(f"{shown} is empty (0 bytes).", hint="Was it copied completely?")
    try:
        with open_regular(path):
            pass
    except OSError as error:
        raise InputError(
            f"{shown} cannot be read: {_reason(error)}.", hint="Check its permissions."
        ) from None


def sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of the file's bytes. Raises InputError when reading fails."""
    try:
        with open_regular(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"{str(path)!r} cannot be read: {_reason(error)}.") from None


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
