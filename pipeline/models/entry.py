"""What the registry says about one model: its files, and the places they can be had from.

File names are relative, with forward slashes, because some models want their files in subfolders. They become
paths on the user's disk, so every value checks itself when made and raises ValueError in words that the
registry's reader passes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
_PATH_PART = re.compile(r"(?!\.)[A-Za-z0-9._+-]+")
_REPO = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Task(StrEnum):
    """What a model is used for."""

    RECOGNIZER = "recognizer"
    SEGMENTATION = "segmentation"
    EMBEDDING = "embedding"
    DIARIZER = "diarizer"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a model. `sha256` is 64 lower-case hex digits, `size` is in bytes, None when not known."""

    name: str
    sha256: str
    size: int | None = None

    def __post_init__(self) -> None:
        check_path(self.name)
        if not _SHA256.fullmatch(self.sha256):
            raise ValueError(f"sha256 must be 64 lower-case hex digits, got {self.sha256!r}")
        if self.size is not None and self.size <= 0:
            raise ValueError(f"size must be a number of bytes above 0, got {self.size}")


@dataclass(frozen=True, slots=True)
class WheelSource:
    """Files carried inside a published Python package; `paths` maps file name to path inside the wheel."""

    package: str
    version: str
    paths: Mapping[str, str]

    def __post_init__(self) -> None:
        _check_words("package and version", (self.package, self.version))
        for path in self.paths.values():
            check_path(path)

    @property
    def names(self) -> frozenset[str]:
        """The file names to be had here."""
        return frozenset(self.paths)

    @property
    def label(self) -> str:
        """How messages name this source."""
        return f"the package {self.package} {self.version}"


@dataclass(frozen=True, slots=True)
class UrlSource:
    """Files at fixed addresses; `urls` maps file name to address."""

    urls: Mapping[str, str]

    def __post_init__(self) -> None:
        for url in self.urls.values():
            if not re.fullmatch(r"https?://\S+", url):
                raise ValueError(f"a url must begin with https://, got {url!r}")

    @property
    def names(self) -> frozenset[str]:
        """The file names to be had here."""
        return frozenset(self.urls)

    @property
    def label(self) -> str:
        """How messages name this source."""
        hosts = sorted({url.split("/")[2] for url in self.urls.values()})
        return " and ".join(hosts)


@dataclass(frozen=True, slots=True)
class HubSource:
    """Files of one revision of a repository on the Hugging Face hub; `paths` maps file name to path there."""

    repo: str
    revision: str
    paths: Mapping[str, str]

    def __post_init__(self) -> None:
        if not _REPO.fullmatch(self.repo):
            raise ValueError(f"repo must look like owner/name, got {self.repo!r}")
        _check_words("revision", (self.revision,))
        for path in self.paths.values():
            check_path(path)

    @property
    def names(self) -> frozenset[str]:
        """The file names to be had here."""
        return frozenset(self.paths)

    @property
    def label(self) -> str:
        """How messages name this source."""
        return f"{self.repo} on the Hugging Face hub"


Source = WheelSource | UrlSource | HubSource


@dataclass(frozen=True, slots=True)
class Model:
    """One entry of the registry. `sources` are tried in order; `sets` are the sets it belongs to."""

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

    def __post_init__(self) -> None:
        for name in (self.name, *self.aliases):
            check_name(name)
        names = [file.name for file in self.files]
        if not names or len(set(names)) < len(names):
            raise ValueError("files must be a list of at least one file, each with a name of its own")
        offered = frozenset[str]().union(*(source.names for source in self.sources))
        if stray := offered - set(names):
            raise ValueError(f"a source offers files that are not listed: {', '.join(sorted(stray))}")
        if orphans := set(names) - offered:
            raise ValueError(f"no source offers {', '.join(sorted(orphans))}")

    @property
    def size(self) -> int | None:
        """Bytes of all files together; None when one of them is not known."""
        sizes = [file.size for file in self.files if file.size is not None]
        return sum(sizes) if len(sizes) == len(self.files) else None

    @property
    def pull_name(self) -> str:
        """What to tell the user to pull: the set when everybody needs it, else the model."""
        return "starter" if "starter" in self.sets else self.name


def check_name(name: str) -> None:
    """Raise ValueError unless `name` can name a model or a set, and so a folder."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not a name: lower-case letters, digits, dots, hyphens")


def check_path(path: str) -> None:
    """Raise ValueError unless `path` is relative, with forward slashes, and stays inside its folder."""
    if not all(_PATH_PART.fullmatch(part) for part in path.split("/")):
        raise ValueError(f"{path!r} is not a plain relative path")


def _check_words(what: str, words: Iterable[str]) -> None:
    # A leading hyphen would be read as an option by the program that is handed the word.
    if not all(re.fullmatch(r"[A-Za-z0-9][\w.+!-]*", word, re.ASCII) for word in words):
        raise ValueError(f"{what} must be plain words, got {' '.join(words)!r}")
