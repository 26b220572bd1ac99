"""The folders that somebody brought, and what they are copies of. The hub's own cache is made of links."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ModelError
from pipeline.models.manifest import Manifest
from pipeline.models.model import LOCAL
from pipeline.models.names import is_repo, repo_folder
from pipeline.models.pyannote.config import CONFIG

_CACHED = "models--"
"""How the hub's cache begins the names of its folders: models--owner--name/snapshots/<commit>."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Which repository a folder is a copy of, at which commit; empty where nobody knows."""

    repo: str
    commit: str


@dataclass(frozen=True, slots=True)
class ImportTree:
    """A folder with all its subfolders. Links are followed as long as they lead to files in `boundary`."""

    folders: tuple[Path, ...]
    boundary: Path

    @classmethod
    def walk(cls, path: Path) -> ImportTree:
        """Everything below `path`; nothing when it is a file."""
        top = path.resolve()
        folders = tuple(Path(folder) for folder, _, _ in os.walk(top))
        return cls(tuple(sorted(folders)), cache_around(top) or top)

    @property
    def configured(self) -> Iterator[Path]:
        """The folders with a config.yaml; of several commits in the hub's cache only the current one."""
        return (folder for folder in self.folders if (folder / CONFIG).is_file() and _is_current(folder))

    def copy_of(self, repo: str) -> Path | None:
        """The folder that holds `repo`, if any: in the hub's cache, in a store, or called like it."""
        owner, _, name = repo.partition("/")
        tails = ((repo_folder(repo),), (owner, name), (name,))
        for folder in self.folders:
            if _cached(folder) == repo and _is_current(folder):
                return folder
        found = (folder for tail in tails for folder in self.folders if folder.parts[-len(tail) :] == tail)
        return next(found, None)

    def file(self, path: Path) -> Path:
        """Where the content of `path` lies. Raises ModelError when a link leads out of the tree."""
        real = path.resolve()
        if not real.is_relative_to(self.boundary):
            raise ModelError(
                f"{path} lies outside the folder that was named: it is a link to {real}.",
                hint="Name a folder that holds both, or copy the files themselves: `cp -rL` does.",
            )
        return real


def cache_around(path: Path) -> Path | None:
    """The folder of the hub's cache, of one repository, in which `path` lies, or which it is."""
    return next((folder for folder in (path, *path.parents) if folder.name.startswith(_CACHED)), None)


def identity(folder: Path) -> Identity:
    """What a folder is a copy of, by its list of files, its place in the hub's cache, or else its name."""
    if manifest := Manifest.read(folder):
        return Identity(manifest.repo, manifest.commit)
    if repo := _cached(folder):
        return Identity(repo, folder.name)
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._") else "-" for c in folder.name)
    while "--" in plain:
        plain = plain.replace("--", "-")
    repo = f"{LOCAL}/{plain.strip('-._') or 'pipeline'}"
    return Identity(repo, "")


def _cached(folder: Path) -> str:
    """The repository whose snapshot in the hub's cache a folder is; empty when it is none."""
    match folder.parts[-3:]:
        case (top, "snapshots", _) if top.startswith(_CACHED):
            repo = top.removeprefix(_CACHED).replace("--", "/", 1)
            return repo if is_repo(repo) else ""
    return ""


def _is_current(folder: Path) -> bool:
    """Whether the hub's cache holds no later commit; true for every folder elsewhere."""
    if not _cached(folder):
        return True
    try:
        return (folder.parents[1] / "refs" / "main").read_text(encoding="utf-8").strip() == folder.name
    except (OSError, ValueError):
        return folder == max(folder.parent.iterdir(), key=lambda other: other.stat().st_mtime)
