"""A repository on the hub, brought into the store as it stands at one commit."""

from __future__ import annotations

import hashlib
import io
import json
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.models.digest import sha256_of
from pipeline.models.fetching.context import FetchContext
from pipeline.models.fetching.hub import Hub
from pipeline.models.manifest import MANIFEST, Manifest
from pipeline.models.model import LOCAL, ModelFile
from pipeline.models.names import check_path
from pipeline.models.pyannote.config import CONFIG
from pipeline.models.source_errors import SourceError, WrongChecksumError
from pipeline.models.sources import SnapshotSource
from pipeline.models.writer import ModelWriter, writing

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


_MARKS = frozenset({CONFIG, "model.bin"})
"""A repository must have one of them: pyannote's pipelines and models have the first, converted Whisper
models the second. Anything else would be fetched for nothing."""


def fetch_snapshot(source: SnapshotSource, context: FetchContext) -> int:
    """Download what is missing of the repository, then write its manifest; how many files were fetched.

    Until the manifest is there the snapshot counts as not installed. Raises SourceError or OutputError.
    """
    if source.repo.startswith(f"{LOCAL}/"):
        raise SourceError(f"{source.repo} was imported from a folder", hint=f"{context.model.remedy}.")
    context.forbid_offline()
    hub = Hub.open(source.repo, source.revision, context)
    listing = Listing.parse(hub.listing())
    if _MARKS.isdisjoint(file.name for file in listing.files):
        raise SourceError(
            f"{source.repo} has neither of {' and '.join(sorted(_MARKS))}, so nothing here can use it",
            hint="`pipeline models list` shows what this program can use.",
        )
    absent = [file for file in listing.files if not _is_here(file, context.deposit)]
    for file in absent:
        _fetch(file, hub.at(listing.commit), context)
    files = tuple(_pinned(file, context.deposit) for file in listing.files)
    Manifest(source.repo, source.revision, listing.commit, files).write(context.deposit)
    return len(absent)


def _is_here(file: ListedFile, deposit: ModelWriter) -> bool:
    with writing(deposit.folder / file.name):
        return file.is_at(deposit.folder / file.name)


def _pinned(file: ListedFile, deposit: ModelWriter) -> ModelFile:
    with writing(deposit.folder / file.name):
        digest = file.digest if file.large else sha256_of(deposit.folder / file.name)
    return ModelFile(file.name, digest, file.size)


def _fetch(file: ListedFile, hub: Hub, context: FetchContext) -> None:
    if file.large:
        hub.fetch(file.name, ModelFile(file.name, file.digest, file.size))
        return
    content = hub.read(file.name, file.size)
    if (got := blob_id(content)) != file.digest:
        raise WrongChecksumError(file.name, file.digest, got)
    pinned = ModelFile(file.name, hashlib.sha256(content).hexdigest(), file.size)
    context.deposit.put(pinned, io.BytesIO(content), context.meter(pinned))
