"""A repository on the hub, brought into the store as it stands at one commit."""

from __future__ import annotations

import hashlib
import io

from pipeline.models.digest import sha256_of
from pipeline.models.fetching.context import FetchContext
from pipeline.models.fetching.hub import Hub
from pipeline.models.fetching.listing import ListedFile, Listing, blob_id
from pipeline.models.manifest import Manifest
from pipeline.models.model import LOCAL, ModelFile
from pipeline.models.pyannote.config import CONFIG
from pipeline.models.source_errors import SourceError, WrongChecksum
from pipeline.models.sources import SnapshotSource
from pipeline.models.writer import ModelWriter, writing

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
        raise WrongChecksum(file.name, file.digest, got)
    pinned = ModelFile(file.name, hashlib.sha256(content).hexdigest(), file.size)
    context.deposit.put(pinned, io.BytesIO(content), context.meter(pinned))
