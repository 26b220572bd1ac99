"""The media files of a folder tree, without opening any of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import InputError

_MEDIA = frozenset(
    {".3ga", ".3gp", ".aac", ".ac3", ".aif", ".aifc", ".aiff", ".amr", ".asf", ".au", ".avi", ".bwf",
     ".caf", ".dv", ".eac3", ".f4v", ".flac", ".flv", ".gxf", ".lxf", ".m2t", ".m2ts", ".m4a", ".m4b",
     ".m4v", ".mka", ".mkv", ".mov", ".mp2", ".mp3", ".mp4", ".mpeg", ".mpg", ".mpga", ".mts", ".mxf",
     ".oga", ".ogg", ".ogm", ".ogv", ".opus", ".ra", ".rf64", ".rm", ".rmvb", ".snd", ".spx", ".tod",
     ".ts", ".vob", ".w64", ".wav", ".weba", ".webm", ".wma", ".wmv", ".wtv"}
)  # fmt: skip
"""Endings of files that may hold sound; beside them lie pictures, lists and notes by the thousand."""


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file found in the tree; `name` is its path below it, with `/`. `modified` is in nanoseconds."""

    name: str
    path: Path
    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Found:
    """Everything in a tree: media in order of name, how many other files, folders that cannot be read."""

    files: tuple[MediaFile, ...]
    others: int = 0
    closed: tuple[str, ...] = ()


def scan(source: Path, results: Path | None = None) -> Found:
    """All media below `source`; hidden files, `results` and folders that are links are left out.

    Raises InputError when `source` is no folder that can be read.
    """
    shown = repr(str(source))
    if not source.exists():
        raise InputError(f"{shown} does not exist.", hint="Check the name and the folder.")
    if not source.is_dir():
        raise InputError(f"{shown} is a file.", hint="For single files there is `pipeline transcribe`.")
    found = _Tree(source, results)
    files = sorted(found.walk(source), key=lambda file: file.name)
    if "." in found.closed:
        raise InputError(f"{shown} cannot be read.", hint="Check its permissions.")
    return Found(tuple(files), found.others, tuple(found.closed))


class _Tree:
    """Counts what a walk passes by."""

    def __init__(self, top: Path, results: Path | None) -> None:
        self.top = top
        # Results beside the recordings are no reason to see no recordings.
        self.results = results.resolve() if results and results.resolve() != top.resolve() else None
        self.others = 0
        self.closed: list[str] = []

    def walk(self, folder: Path) -> Iterator[MediaFile]:
        try:
            entries = list(os.scandir(folder))
        except OSError:
            self.closed.append(folder.relative_to(self.top).as_posix())
            return
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if self.results is None or Path(entry.path).resolve() != self.results:
                    yield from self.walk(Path(entry.path))
            elif Path(entry.name).suffix.lower() in _MEDIA:
                yield from self._file(Path(entry.path))
            else:
                self.others += 1

    def _file(self, path: Path) -> Iterator[MediaFile]:
        try:
            status = path.stat()
        except OSError:  # gone in the meantime, or a link that leads nowhere
            return
        if path.is_file():
            name = path.relative_to(self.top).as_posix()
            yield MediaFile(name, path, status.st_size, status.st_mtime_ns)
