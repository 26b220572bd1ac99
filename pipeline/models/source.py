"""The places a model can be had from. Every value checks itself when made and raises ValueError in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.models.naming import check_path, check_repo, check_revision, check_word


@dataclass(frozen=True, slots=True)
class WheelSource:
    """Files carried inside a published Python package; `paths` maps file name to path inside the wheel."""

    package: str
    version: str
    paths: Mapping[str, str]

    def __post_init__(self) -> None:
        for word in (self.package, self.version):
            check_word("package and version", word)
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
