"""What a repository on the hub holds at one commit, as the hub's interface tells it."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.models.digest import sha256_of
from pipeline.models.manifest import MANIFEST
from pipeline.models.names import check_path
from pipeline.models.source_errors import SourceError

_WANTED = frozenset({".yaml", ".bin", ".npz", ".safetensors", ".ckpt", ".json", ".txt"})
_COMMIT = re.compile(r"[0-9a-f]{40}")
_DIGEST = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


def is_wanted(name: str) -> bool:
    """Whether a pipeline may need this file, or its licence is in it."""
    path = PurePosixPath(name)
    return path.name.startswith("LICENSE") or (path.suffix in _WANTED and name != MANIFEST)


@dataclass(frozen=True, slots=True)
class ListedFile:
    """One file. `digest` is the SHA-256 of a large one and git's blob id of a small one."""

    name: str
    size: int
    digest: str

    def __post_init__(self) -> None:
        check_path(self.name)
        if not _DIGEST.fullmatch(self.digest):
            raise ValueError(f"{self.name} has no checksum")

    @property
    def large(self) -> bool:
        """Whether it is kept outside git, and its SHA-256 known beforehand."""
        return len(self.digest) == 64

    def is_at(self, path: Path) -> bool:
        """Whether `path` holds exactly this file. Raises OSError when it cannot be read."""
        if not path.is_file() or path.stat().st_size != self.size:
            return False
        return (sha256_of(path) if self.large else blob_id(path.read_bytes())) == self.digest


@dataclass(frozen=True, slots=True)
class Listing:
    """The files a pipeline may need, those first that tell what else is needed."""

    commit: str
    files: tuple[ListedFile, ...]

    @classmethod
    def parse(cls, raw: bytes) -> Listing:
        """Read the hub's answer. Raises SourceError when it is not what it should be."""
        try:
            data = json.loads(raw)
            commit = data["sha"]
            if not _COMMIT.fullmatch(commit):
                raise ValueError(f"{commit!r} is not a commit")
            files = [_file(item) for item in data["siblings"] if is_wanted(item["rfilename"])]
        except json.JSONDecodeError:
            raise SourceError(
                "something else answered in its place",
                hint="It may be the login page of this network: open https://huggingface.co in a browser, "
                "then try again.",
            ) from None
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            what = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            raise SourceError(f"its list of files cannot be understood ({what})") from None
        some = [file for file in files if file.size]
        return cls(commit, tuple(sorted(some, key=lambda file: (file.large, file.name))))


def blob_id(content: bytes) -> str:
    """The name that git gives to a file with this content: 40 hex digits."""
    header = b"blob %d\0" % len(content)
    return hashlib.sha1(header + content, usedforsecurity=False).hexdigest()


def _file(item: dict[str, Any]) -> ListedFile:
    large = item.get("lfs")
    if large:
        return ListedFile(item["rfilename"], int(large["size"]), large["sha256"])
    return ListedFile(item["rfilename"], int(item["size"]), item["blobId"])
