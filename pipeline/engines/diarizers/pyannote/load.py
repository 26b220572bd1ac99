"""Diarizers on pyannote.audio by name. Their files are checked before the library is imported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.engines.family import EngineName
from pipeline.engines.importing import needed_packages
from pipeline.models import ModelStore, Registry, named_snapshot
from pipeline.models.pickled import check_checkpoint
from pipeline.models.private_copy import private_copies

if TYPE_CHECKING:
    from pipeline.engines.diarizers.pyannote.folder import PyannotePipeline
    from pipeline.engines.diarizers.pyannote.starter import StarterDiarizer
    from pipeline.models import Snapshot
    from pipeline.models.pyannote.parts import Part

STARTER_MODELS = ("segmentation-3.0", "campplus")
"""Segmentation and embedding of the starter diarizer, in the registry."""


def load_starter(_name: EngineName, store: ModelStore) -> StarterDiarizer:
    """`starter`, on models that need no account. Raises as `Family.load` does."""
    models = [Registry.load().model(name) for name in STARTER_MODELS]
    segmentation, embedding = (next(iter(store.files(model).values())) for model in models)
    digests = {f"{model.name}/{file.name}": file.sha256 for model in models for file in model.files}
    with needed_packages():
        from pipeline.engines.diarizers.pyannote.starter import StarterDiarizer
    with private_copies((segmentation, embedding), digests.values()) as own:
        return StarterDiarizer(own[segmentation], own[embedding], digests)


def load_folder(name: EngineName, store: ModelStore) -> PyannotePipeline:
    """`pyannote:…`, a whole pipeline. Raises as `Family.load` does."""
    snapshot = named_snapshot(name.model, store)
    with private_copies((part.place for part in _checkpoints(snapshot)), snapshot.digests.values()) as own:
        for part in _checkpoints(snapshot):
            check_checkpoint(own[part.place], store.trusted, part.place)
        with needed_packages():
            from pipeline.engines.diarizers.pyannote.folder import PyannotePipeline
        return PyannotePipeline(snapshot, own)


def _checkpoints(snapshot: Snapshot) -> Iterator[Part]:
    """What may run code when it is read; a PLDA is arrays of numbers."""
    return (part for part in snapshot.parts if part.role != "plda")
