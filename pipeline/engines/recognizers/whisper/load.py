"""A Whisper recognizer by name, on either library. Its files are checked before a library is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.engines.family import EngineName
from pipeline.engines.importing import needed_packages
from pipeline.engines.recognizers.whisper.files import WhisperFiles, whisper_files
from pipeline.models import ModelStore
from pipeline.transcript.provenance import Engine

if TYPE_CHECKING:
    from pipeline.engines.contract import Recognizer
    from pipeline.engines.recognizers.whisper.model import Features, Model


def load_openai(name: EngineName, store: ModelStore) -> Recognizer:
    """`whisper:…`, by openai-whisper. Raises as `Family.load` does."""
    files = whisper_files(name, store)
    with needed_packages():
        from pipeline.engines.recognizers.whisper.openai.model import OpenAIModel
    return _recognizer(name, files, OpenAIModel(files.path, files.official))


def load_ctranslate(name: EngineName, store: ModelStore) -> Recognizer:
    """`faster-whisper:…`, by CTranslate2. Raises as `Family.load` does."""
    files = whisper_files(name, store)
    with needed_packages():
        from pipeline.engines.recognizers.whisper.ctranslate.model import CTranslateModel
    return _recognizer(name, files, CTranslateModel(files.path))


def _recognizer(name: EngineName, files: WhisperFiles, model: Model[Features]) -> Recognizer:
    with needed_packages():
        from pipeline.engines.recognizers.whisper.recognizer import WhisperRecognizer
    runs = {"device": model.device, "precision": model.precision}
    return WhisperRecognizer(model, Engine(str(name), model.package, files.digests, extra=runs))
