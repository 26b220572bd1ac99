"""What Python packages carry of a model's file: all of it, or parts that are joined in order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.models.names import check_path, check_word

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Package:
    """One version of a published package.

    A package that is built for one system names it as pip does, so that it can be downloaded on any other.
    """

    name: str
    version: str
    platform: str = ""
    python: str = ""
    abi: str = ""

    def __post_init__(self) -> None:
        for word in (self.name, self.version):
            check_word("package and version", word)
        for word in filter(None, (self.platform, self.python, self.abi)):
            check_word("platform, python and abi", word)

    @property
    def label(self) -> str:
        """How messages name it."""
        return f"the package {self.name} {self.version}"

    @property
    def download(self) -> str:
        """The words behind `pip` that fetch its wheel, on any system."""
        return " ".join(("download", "--no-deps", *self.options, f"{self.name}=={self.version}"))

    @property
    def options(self) -> tuple[str, ...]:
        """What tells pip for which system it is built."""
        named = (("--platform", self.platform), ("--python-version", self.python), ("--abi", self.abi))
        options = tuple(word for option, value in named if value for word in (option, value))
        return ("--only-binary=:all:", *options) if options else ()


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside a package. Digest and size are empty and None where the whole file is checked anyway."""

    package: Package
    path: str
    sha256: str = ""
    size: int | None = None

    def __post_init__(self) -> None:
        check_path(self.path)
        _check_digest(self.sha256)


@dataclass(frozen=True, slots=True)
class Carried:
    """How a model's file is put together: its parts in order, then without some variables of the container.

    `joined` is the SHA-256 of the parts joined, where variables are dropped from it afterwards.
    """

    parts: tuple[Part, ...]
    drop: tuple[str, ...] = ()
    joined: str = ""

    def __post_init__(self) -> None:
        if not self.parts:
            raise ValueError("parts must be a list of at least one part")
        if len(self.parts) > 1 and not all(part.sha256 for part in self.parts):
            raise ValueError("each of several parts must have its sha256")
        if bool(self.drop) != bool(self.joined):
            raise ValueError("drop and joined belong together")
        _check_digest(self.joined)


def _check_digest(digest: str) -> None:
    if digest and not _SHA256.fullmatch(digest):
        raise ValueError(f"sha256 must be 64 lower-case hex digits, got {digest!r}")
