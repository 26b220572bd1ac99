"""The models: which there are, where they come from, and whether the ones installed here are intact.

    registry = Registry.load()
    store = ModelStore.default()
    pull(registry.select(["starter"]), store)
    paths = store.files(registry.model("whisper-base"))   # file name -> checked path
    snapshot = named_snapshot("pyannote/speaker-diarization-3.1", store)   # a checked pyannote pipeline

No model library is imported here; loading weights is the engines' business.
"""

from pipeline.models.fetching.context import RetryPolicy
from pipeline.models.fetching.pull import pull
from pipeline.models.importing.importer import ImportReport, import_models
from pipeline.models.importing.intake import Found, How
from pipeline.models.importing.pyannote import FoundPipeline
from pipeline.models.model import Model, ModelFile, Task
from pipeline.models.progress import Progress
from pipeline.models.pyannote.snapshot import Snapshot, find_snapshot, folder_snapshot, named_snapshot
from pipeline.models.registry import Registry, UnknownModelError
from pipeline.models.store import ModelStore, State

__all__ = [
    "Found",
    "FoundPipeline",
    "How",
    "ImportReport",
    "Model",
    "ModelFile",
    "ModelStore",
    "Progress",
    "Registry",
    "RetryPolicy",
    "Snapshot",
    "State",
    "Task",
    "UnknownModelError",
    "find_snapshot",
    "folder_snapshot",
    "import_models",
    "named_snapshot",
    "pull",
]
