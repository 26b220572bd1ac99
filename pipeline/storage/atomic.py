"""Results to disk: whole or not at all, and never over something that nobody said to replace."""

from __future__ import annotations

import errno
import os
import re
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from pipeline.errors import DiskError, OutputError

OF_THE_NAME = frozenset(
    {
        errno.ENAMETOOLONG,
        errno.EISDIR,
        errno.ENOTDIR,
        errno.EEXIST,
        errno.ELOOP,
        errno.EINVAL,
        errno.ENOTEMPTY,
    }
)
"""What is wrong with one name, and with no other on the same disk."""
_TEMPORARY = re.compile(r"\.[0-9a-f]{32}\.tmp")
_LEFT = 3600.0
"""Seconds without a change after which a temporary file is nobody's any more."""
_EXPLAINED = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EACCES: "it is not writable",
    errno.EPERM: "it is not writable",
    errno.EROFS: "it lies on a read-only disk",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EISDIR: "a folder is in its place",
    errno.ENOTDIR: "a file is in the place of its folder",
    errno.EEXIST: "a file is in the place of its folder",
}


def prepare_folder(folder: Path) -> None:
    """Make `folder` where it is missing and prove that it can be written. Raises OutputError."""
    probe = folder / f".{uuid4().hex}.tmp"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise refused(folder, error, "Name another folder, or change its permissions.") from None


def refuse_existing(path: Path) -> None:
    """Raise OutputError when `path` exists already, or can be no file's name."""
    try:
        path.lstat()
    except FileNotFoundError:
        return
    except OSError as error:
        raise refused(path, error, "Name another folder.") from None
    raise OutputError(f"{str(path)!r} exists already.", hint="Use --force to replace it.")


def write_whole(path: Path, content: str | bytes, *, force: bool) -> None:
    """Write text as UTF-8, and bytes as they are, like `write_bytes`."""
    write_bytes(path, as_bytes(content), force=force)


def as_bytes(content: str | bytes) -> bytes:
    """What `write_whole` writes for `content`; what is no character becomes a question mark."""
    return content if isinstance(content, bytes) else content.encode("utf-8", errors="replace")


def write_bytes(path: Path, data: bytes, *, force: bool) -> None:
    """Write to `path` under a temporary name first, then give it its own.

    An interruption leaves the old file or none. Raises OutputError, also when `path` exists and not `force`.
    """
    if not force:
        refuse_existing(path)
    temporary = path.with_name(f".{uuid4().hex}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise refused(path, error, "Free some space, or name another folder.") from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Let a new name in it survive the loss of power. Where a system cannot do that, nothing happens."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some shares refuse it
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep(folder: Path, *, below: bool = False) -> int:
    """Remove what killed runs left in `folder`, and in those `below`: files under names that only this module
    gives, which nobody has written to for an hour. How many there were.
    """
    found = 0
    old = time.time() - _LEFT
    waiting = [str(folder)]
    while waiting:
        with suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if below and entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif _TEMPORARY.fullmatch(entry.name) and _is_left(entry.stat(follow_symlinks=False), old):
                    Path(entry.path).unlink()
                    found += 1
    return found


def _is_left(status: os.stat_result, old: float) -> bool:
    return stat.S_ISREG(status.st_mode) and status.st_mtime < old


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary name beside `path`, for a program that writes a file itself; after the end it has its own.

    Where anything goes wrong inside, the old file or none is left. Raises OutputError.
    """
    temporary = path.with_name(f".{uuid4().hex}.tmp")
    try:
        yield temporary
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise refused(path, error, "Free some space, or name another folder.") from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def refused(path: Path, error: OSError, hint: str) -> OutputError:
    """The error for a path that takes nothing: of its own name, or of the whole disk."""
    reason = _EXPLAINED.get(error.errno or 0) or (error.strerror or str(error)).lower()
    kind = OutputError if error.errno in OF_THE_NAME else DiskError
    return kind(f"Cannot write to {str(path)!r}: {reason}.", hint=hint)
