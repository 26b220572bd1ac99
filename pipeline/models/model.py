"""What is known about one model: its files, and the places they can be had from.

File names are relative, with forward slashes, because some models want their files in subfolders. Every value
checks itself when made and raises ValueError in words that the registry's reader passes on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from pipeline.models.names import check_name, check_path, is_repo, repo_folder
from pipeline.models.sources import SnapshotSource, Source

LOCAL = "local"
"""Stands for the owner of pipelines that were imported from a folder, and are not known to be on the hub."""

_BRANCH = "main"
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Task(StrEnum):
    """What a model is used for."""

    RECOGNIZER = "recognizer"
    SEGMENTATION = "segmentation"
    EMBEDDING = "embedding"
    DIARIZER = "diarizer"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a model. `sha256` is 64 lower-case hex digits, `size` is in bytes, None when not known.

    `checkpoint` is the SHA-256 of OpenAI's own file of the same weights, from which this one can be made.
    """

    name: str
    sha256: str
    size: int | None = None
    checkpoint: str = ""

    def __post_init__(self) -> None:
        check_path(self.name)
        for digest in (self.sha256, *filter(None, [self.checkpoint])):
            if not _SHA256.fullmatch(digest):
                raise ValueError(f"sha256 must be 64 lower-case hex digits, got {digest!r}")
        if self.size is not None and self.size <= 0:
            raise ValueError(f"size must be a number of bytes above 0, got {self.size}")


@dataclass(frozen=True, slots=True)
class Measured:
    """How well and how fast a model works, in words that name what was measured; empty where it was not.

    `wrong_in_news` and `wrong_in_speech` are what `accuracy` says of a recognizer, in percent of the words.
    """

    accuracy: str = ""
    speed: str = ""
    wrong_in_news: int | None = None
    wrong_in_speech: int | None = None


@dataclass(frozen=True, slots=True)
class Model:
    """One model. `sources` are tried in order; `sets` are the sets it belongs to.

    `languages` says which it understands, in words, and `about` its size where that has not been measured to
    the byte; empty where nobody knows.

    `files` is empty for a snapshot of a repository on the hub, whose manifest in the store lists them.
    """

    name: str
    task: Task
    title: str
    licence: str
    attribution: str
    homepage: str
    description: str
    files: tuple[ModelFile, ...]
    sources: tuple[Source, ...]
    aliases: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    languages: str = ""
    measured: Measured = Measured()
    about: str = ""

    def __post_init__(self) -> None:
        for name in (self.name, *self.aliases):
            if not is_repo(name):
                check_name(name)
        if self.snapshot is None:
            self._check_files()
        elif self.files or len(self.sources) > 1:
            raise ValueError("a snapshot is a model's only source, and its files are not listed")

    def _check_files(self) -> None:
        names = [file.name for file in self.files]
        if not names or len(set(names)) < len(names):
            raise ValueError("files must be a list of at least one file, each with a name of its own")
        offered = frozenset[str]().union(*(source.names for source in self.sources))
        if stray := offered - set(names):
            raise ValueError(f"a source offers files that are not listed: {', '.join(sorted(stray))}")
        if orphans := set(names) - offered:
            raise ValueError(f"no source offers {', '.join(sorted(orphans))}")

    @property
    def snapshot(self) -> SnapshotSource | None:
        """The repository on the hub that this model is a snapshot of, if it is one."""
        return next((source for source in self.sources if isinstance(source, SnapshotSource)), None)

    @property
    def folder(self) -> str:
        """The name of its folder in the store."""
        return repo_folder(self.snapshot.repo) if self.snapshot else self.name

    @property
    def size(self) -> int | None:
        """Bytes of all files together; None when one of them is not known."""
        sizes = [file.size for file in self.files if file.size is not None]
        return sum(sizes) if self.files and len(sizes) == len(self.files) else None

    @property
    def remedy(self) -> str:
        """What makes it complete, without a full stop. Of the starter set, the whole set is pulled."""
        if self.snapshot and self.snapshot.repo.startswith(f"{LOCAL}/"):
            return "Run `pipeline models import FOLDER` with the folder it came from"
        return f"Run `pipeline models pull {'starter' if 'starter' in self.sets else self.name}`"

    def at(self, revision: str) -> Self:
        """The same snapshot at another branch, tag or commit. Raises ValueError if it is none."""
        if self.snapshot is None:
            raise ValueError(f"{self.name} has no revisions")
        return replace(self, sources=(SnapshotSource(self.snapshot.repo, revision),))


def snapshot_model(repo: str, revision: str = _BRANCH) -> Model:
    """A repository on the hub that the registry does not know. Raises ValueError for an impossible name."""
    owner, _, _ = repo.partition("/")
    return Model(
        name=repo,
        task=Task.UNKNOWN,
        title=repo,
        licence="not known",
        attribution=owner,
        homepage="" if owner == LOCAL else f"https://huggingface.co/{repo}",
        description="Not in the registry.",
        files=(),
        sources=(SnapshotSource(repo, revision),),
    )
