"""The files that somebody brought: on disk, and inside wheels and zip files."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile, is_zipfile

from pipeline.models.importing.tree import cache_around
from pipeline.models.source_errors import SourceError
from pipeline.models.writer import ModelWriter, blocks_of
from pipeline.storage.regular_file import open_regular

_ARCHIVES = frozenset({".whl", ".zip"})

UNREADABLE = (OSError, BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, SourceError)
"""What a damaged, encrypted or vanishing file raises while it is read."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be a model's: on disk, or a member of an archive."""

    path: Path
    member: str | None = None

    @property
    def label(self) -> str:
        """How messages name it."""
        return str(self.path) if self.member is None else f"{self.member} in {self.path}"

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """For reading from its beginning. Raises one of UNREADABLE."""
        if self.member is None:
            with open_regular(self.path) as stream:
                yield stream
        else:
            with ZipFile(self.path) as archive, archive.open(self.member) as member:
                yield member

    @contextmanager
    def on_disk(self, deposit: ModelWriter) -> Iterator[Path]:
        """A file with its content: itself, or a passing copy in the model's folder."""
        if self.member is None:
            yield self.path
            return
        with self.opened() as stream, deposit.scratch(blocks_of(stream)) as path:
            yield path


def candidates(path: Path, unreadable: list[str]) -> Iterator[Candidate]:
    """Every regular file at or below `path`, and the members of archives.

    Links are followed only from a snapshot in the hub's cache to the files that lie beside it there.
    """
    for file in _files(path, unreadable):
        yield Candidate(file)
        if file.suffix.lower() not in _ARCHIVES:
            continue
        try:
            members = _members(file)
        except UNREADABLE:
            unreadable.append(str(file))
        else:
            yield from (Candidate(file, member) for member in members)


def _files(path: Path, unreadable: list[str]) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    top = path.resolve()
    cache = cache_around(top)
    for folder, folders, names in os.walk(path, onerror=lambda error: unreadable.append(str(error.filename))):
        folders.sort()
        for file in (Path(folder) / name for name in sorted(names)):
            if file.is_file() and (not file.is_symlink() or _leads_beside(file, top, cache)):
                yield file


def _leads_beside(link: Path, top: Path, cache: Path | None) -> bool:
    """Whether a link leads to a file of the same cache that is not found in the search anyhow."""
    real = link.resolve()
    return cache is not None and real.is_relative_to(cache) and not real.is_relative_to(top)


def _members(archive: Path) -> list[str]:
    if not is_zipfile(archive):
        return []
    with ZipFile(archive) as opened:
        return [info.filename for info in opened.infolist() if not info.is_dir()]
