"""The models: which there are, where they come from, and whether the ones installed here are intact.

    registry = Registry.load()
    store = ModelStore.default()
    pull(registry.select(["starter"]), store)
    paths = store.files(registry.model("moonshine-tiny-en"))   # file name -> checked path

No model library is imported here; loading weights is the engines' business.
"""

from pipeline.models.entry import Model, ModelFile, Task
from pipeline.models.importer import Found, ImportReport, import_models
from pipeline.models.progress import Progress
from pipeline.models.pull import pull
from pipeline.models.registry import Registry, UnknownModelError
from pipeline.models.store import ModelStore, State

__all__ = [
    "Found",
    "ImportReport",
    "Model",
    "ModelFile",
    "ModelStore",
    "Progress",
    "Registry",
    "State",
    "Task",
    "UnknownModelError",
    "import_models",
    "pull",
]
