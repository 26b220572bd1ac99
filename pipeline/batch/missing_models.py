"""What a batch would need and has not, known without loading anything."""

from __future__ import annotations

from pipeline.engines.auto import installed_models
from pipeline.engines.diarizers.pyannote.load import STARTER_MODELS
from pipeline.engines.recognizers.whisper.files import whisper_files
from pipeline.engines.spec import AUTO, PYANNOTE, STARTER, diarizer_name, recognizer_name
from pipeline.errors import ModelError
from pipeline.models import ModelStore, Registry, State, named_snapshot


def missing_models(asr: str, diarizer: str, store: ModelStore) -> tuple[str, ...]:
    """A sentence for each engine whose model is not installed. Raises ValueError for a name of none."""
    return tuple(line for line in (_recognizer(asr, store), _diarizer(diarizer, store)) if line)


def _recognizer(asr: str, store: ModelStore) -> str | None:
    name = recognizer_name(asr)
    if name.family in (AUTO, STARTER):
        nothing = "No recognizer is installed. Run `pipeline models pull starter`."
        return None if installed_models(store) else nothing
    try:
        whisper_files(name, store)
    except ModelError as error:
        return str(error)
    return None


def _diarizer(diarizer: str, store: ModelStore) -> str | None:
    name = diarizer_name(diarizer)
    try:
        if name.family == PYANNOTE:
            named_snapshot(name.model, store)
            return None
    except ModelError as error:
        return str(error)
    registry = Registry.load()
    lacking = [m for m in STARTER_MODELS if store.state(registry.model(m)) is not State.INSTALLED]
    if lacking and name.family == STARTER:
        return f"The model {lacking[0]} is not installed. Run `pipeline models pull starter`."
    return None
