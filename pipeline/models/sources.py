"""The places a model can be had from. Every value checks itself when made and raises ValueError in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Self

from pipeline.models.carried import Carried, Package, Part
from pipeline.models.names import check_path, check_repo, check_revision


@dataclass(frozen=True, slots=True)
class WheelSource:
    """Files carried inside published Python packages, by file name."""

    files: Mapping[str, Carried]

    @classmethod
    def whole(cls, package: Package, paths: Mapping[str, str]) -> Self:
        """Whole files in one package; `paths` maps file name to path inside the wheel."""
        return cls({name: Carried((Part(package, path),)) for name, path in paths.items()})

    @property
    def names(self) -> frozenset[str]:
        """The file names to be had here."""
        return frozenset(self.files)

    @property
    def packages(self) -> tuple[Package, ...]:
        """All packages that carry something, each once."""
        parts = (part for carried in self.files.values() for part in carried.parts)
        return tuple(dict.fromkeys(part.package for part in parts))

    @property
    def label(self) -> str:
        """How messages name this source."""
        names = " and ".join(f"{package.name} {package.version}" for package in self.packages)
        return f"the package{'s' if len(self.packages) > 1 else ''} {names}"


@dataclass(frozen=True, slots=True)
class UrlSource:
    """Files at fixed addresses; `urls` maps file name to address."""

    urls: Mapping[str, str]
    kind: Literal["url"] = "url"

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
    kind: Literal["hub"] = "hub"

    def __post_init__(self) -> None:
        check_repo(self.repo)
        check_revision(self.revision)
        for path in self.paths.values():
            check_path(path)

    @property
    def names(self) -> frozenset[str]:
        """The file names to be had here."""
        return frozenset(self.paths)

    @property
    def label(self) -> str:
        """How messages name this source."""
        return "the Hugging Face hub"


@dataclass(frozen=True, slots=True)
class SnapshotSource:
    """A whole repository on the Hugging Face hub, as its branch, tag or commit `revision` stands.

    Which files that are is known when they have been fetched: the manifest beside them says it.
    """

    repo: str
    revision: str
    kind: Literal["snapshot"] = "snapshot"

    def __post_init__(self) -> None:
        check_repo(self.repo)
        check_revision(self.revision)

    @property
    def names(self) -> frozenset[str]:
        """None are known beforehand."""
        return frozenset()

    @property
    def label(self) -> str:
        """How messages name this source."""
        return "the Hugging Face hub"


Source = WheelSource | UrlSource | HubSource | SnapshotSource
