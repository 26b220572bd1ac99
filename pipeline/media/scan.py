"""The media files of a folder tree, without opening any of them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import InputError
from pipeline.media.demuxers import ENDINGS

_OF_SYSTEMS = frozenset(
    {"#recycle", "#snapshot", "$recycle.bin", "@eadir", "@recently-snapshot", "@recycle", "@sharebin", "@tmp",
     "__macosx", "lost+found", "network trash folder", "recycler", "system volume information",
     "temporary items", "thevolumesettingsfolder"}
)  # fmt: skip
"""Folders in which disks, shares and their servers keep what was deleted, previews and settings, in small
letters; those that begin with a point are passed by in any case."""
_DEEPEST = 200
"""Folders below each other; more are no archive's, and few programs can name what lies there."""
_NO_ENDING = "without ending"


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file found in the tree; `name` is its path below it, with `/`. `modified` is in nanoseconds."""

    name: str
    path: Path
    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Found:
    """Everything in a tree: media in order of name, and what is left out.

    `others` counts other files by their endings, `systems` are folders of the disk's or the server's own,
    `closed` are folders that cannot be read; both by their path.
    """

    files: tuple[MediaFile, ...]
    others: Mapping[str, int] = field(default_factory=dict)
    closed: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    """Links that lead out of the tree, by their path below it."""


def scan(source: Path, results: Path | None = None, *, follow_links: bool = False) -> Found:
    """All media below `source`, without hidden files, folders of systems, `results`, and links to folders.

    Links to files elsewhere are passed by unless `follow_links`: who may write into the tree could otherwise
    have any file of the machine read.

    Raises InputError when `source` is no folder that can be read.
    """
    shown = repr(str(source))
    if not source.exists():
        raise InputError(f"{shown} does not exist.", hint="Check the name and the folder.")
    if not source.is_dir():
        raise InputError(f"{shown} is a file.", hint="For single files there is `pipeline transcribe`.")
    found = _Tree(source, results, follow_links)
    files = sorted(found.walk(source), key=lambda file: file.name)
    if "." in found.closed:
        raise InputError(f"{shown} cannot be read.", hint="Check its permissions.")
    return Found(
        tuple(files), dict(found.others), tuple(found.closed), tuple(found.systems), tuple(found.links)
    )


class _Tree:
    """Counts what a walk passes by."""

    def __init__(self, top: Path, results: Path | None, follow_links: bool) -> None:
        self.top = top
        self.real_top = top.resolve()
        self.follow_links = follow_links
        self.links: list[str] = []
        # Results beside the recordings are no reason to see no recordings.
        self.results = results.resolve() if results and results.resolve() != top.resolve() else None
        self.others: Counter[str] = Counter()
        self.systems: list[str] = []
        self.closed: list[str] = []

    def walk(self, folder: Path, depth: int = 0) -> Iterator[MediaFile]:
        if depth > _DEEPEST:
            self.closed.append(folder.relative_to(self.top).as_posix())
            return
        try:
            entries = list(os.scandir(folder))
        except OSError:
            self.closed.append(folder.relative_to(self.top).as_posix())
            return
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if entry.name.lower() in _OF_SYSTEMS:
                    self.systems.append(Path(entry.path).relative_to(self.top).as_posix())
                elif self.results is None or Path(entry.path).resolve() != self.results:
                    yield from self.walk(Path(entry.path), depth + 1)
            elif Path(entry.name).suffix.lower() in ENDINGS:
                yield from self._file(Path(entry.path))
            else:
                self.others[Path(entry.name).suffix.lower() or _NO_ENDING] += 1

    def _file(self, path: Path) -> Iterator[MediaFile]:
        try:
            status = path.stat()
        except OSError:  # gone in the meantime, or a link that leads nowhere
            return
        if path.is_file():
            name = path.relative_to(self.top).as_posix()
            if path.is_symlink() and not self.follow_links and not self._is_inside(path):
                self.links.append(name)
                return
            yield MediaFile(name, path, status.st_size, status.st_mtime_ns)

    def _is_inside(self, path: Path) -> bool:
        return path.resolve().is_relative_to(self.real_top)
