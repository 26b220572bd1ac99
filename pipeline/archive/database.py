"""A SQLite file of an archive: written by one process, read by any, its errors in our own words."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from pipeline.errors import DiskError, DocumentError
from pipeline.storage.regular_file import is_special

_MOUNTS = Path("/proc/self/mountinfo")
_ON_DISK = frozenset(
    {"apfs", "bcachefs", "btrfs", "ext2", "ext3", "ext4", "f2fs", "jfs", "ntfs3", "overlay", "ramfs",
     "reiserfs", "tmpfs", "ufs", "xfs", "zfs"}
)  # fmt: skip
"""File systems that are certainly local; whatever is not listed may be shared."""


def is_local(path: Path, mounts: Path = _MOUNTS) -> bool:
    """True only where that is certain: Linux says how every folder is mounted, other systems do not."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return False
    place = path.resolve()
    kinds = {}
    for line in lines:
        before, _, after = line.partition(" - ")
        point = re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), before.split(" ")[4])
        if place.is_relative_to(point):
            kinds[point] = after.split(" ")[0]  # a later mount covers an earlier one
    return bool(kinds) and kinds[max(kinds, key=len)] in _ON_DISK


def _refuse_special(path: Path, kind: Kind) -> None:
    """SQLite would wait for a pipe for ever. Raises DocumentError."""
    if is_special(path):
        raise DocumentError(f"The {kind.name} {str(path)!r} is no regular file.", hint=kind.way_out)


_PATIENCE = 30.0
"""Seconds to wait for somebody else, such as a backup, to let go of the file."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of database: its name in messages, its tables, their version, and the way out of damage.

    `steps` are what makes an earlier version the next one; earlier ones without a step are not read.
    """

    name: str
    schema: str
    version: int
    way_out: str
    steps: Mapping[int, str] = field(default_factory=dict)


class Database:
    """An open file. Raises DocumentError when it is damaged, DiskError when it cannot be used."""

    def __init__(self, connection: sqlite3.Connection, path: Path, kind: Kind) -> None:
        self.connection = connection
        self._path = path
        self._kind = kind

    @classmethod
    def open(cls, path: Path, kind: Kind, *, write_ahead: bool = False) -> Database:
        """Open for writing, making it where it is missing. What is written survives the loss of power.

        `write_ahead` is for local disks only: it needs memory that all readers share.
        """
        _refuse_special(path, kind)
        with _explained(path, kind):
            connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
            try:
                connection.execute(f"PRAGMA journal_mode = {'WAL' if write_ahead else 'DELETE'}")
                connection.execute("PRAGMA synchronous = FULL")
                if (found := _version(connection, path, kind)) != kind.version:
                    steps = [kind.steps[step] for step in range(found, kind.version)] if found else []
                    make = "; ".join(steps or [kind.schema])
                    connection.executescript(
                        f"BEGIN IMMEDIATE; {make}; PRAGMA user_version = {kind.version}; COMMIT;"
                    )
            except BaseException:
                connection.close()
                raise
        return cls(connection, path, kind)

    @classmethod
    @contextmanager
    def reading(cls, path: Path, kind: Kind, *, write_ahead: bool = False) -> Iterator[sqlite3.Connection]:
        """Read without writing anything, even from a folder that cannot be written.

        The tables of an earlier version are as they were then.
        """
        # A write-ahead database at rest can be read only so without a file beside it.
        _refuse_special(path, kind)
        still = write_ahead and not path.with_name(f"{path.name}-wal").exists()
        uri = f"file:{quote(str(path.absolute()))}?mode=ro{'&immutable=1' if still else ''}"
        with _explained(path, kind), closing(sqlite3.connect(uri, uri=True, timeout=_PATIENCE)) as connection:
            _version(connection, path, kind)
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All that is done inside, or nothing of it."""
        with _explained(self._path, self._kind):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # the disk may be full for this too; the first error counts
                    self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def checking(self) -> Iterator[sqlite3.Connection]:
        """Read in the open file."""
        with _explained(self._path, self._kind):
            yield self.connection

    def close(self) -> None:
        """Close it; a closed database is one file again."""
        with suppress(sqlite3.Error):
            self.connection.close()


def is_of_earlier_version(path: Path, kind: Kind) -> bool:
    """Whether an earlier version wrote it, without what this one needs; False for what is no such file."""
    version = _told_version(path)
    return version is not None and 0 < version < kind.version and version not in kind.steps


def is_made(path: Path) -> bool:
    """Whether something is there, and has tables: a full disk or a kill may have left a file without any."""
    return path.exists() and _told_version(path) != 0


def _told_version(path: Path) -> int | None:
    """None for what is no such file."""
    if is_special(path):
        return None
    uri = f"file:{quote(str(path.absolute()))}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True, timeout=_PATIENCE)) as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error:
        return None
    return int(version)


def _version(connection: sqlite3.Connection, path: Path, kind: Kind) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version not in (0, kind.version, *kind.steps):
        raise DocumentError(
            f"The {kind.name} {str(path)!r} was written by another version of this program.",
            hint=kind.way_out,
        )
    return int(version)


@contextmanager
def _explained(path: Path, kind: Kind) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise DiskError(
            f"The {kind.name} {str(path)!r} cannot be used: {error}.",
            hint="Is the disk full or read-only, or does another program hold the file?",
        ) from None
    except sqlite3.DatabaseError as error:
        raise DocumentError(
            f"The {kind.name} {str(path)!r} is damaged: {error}.", hint=kind.way_out
        ) from None
