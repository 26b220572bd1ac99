"""A folder converted for CTranslate2: its sizes, and the files that the library is handed."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ctranslate2

from pipeline.engines.recognizers.whisper.tokens import tokenizer_for, vocabulary_of
from pipeline.errors import ModelError
from pipeline.models.whisper.container import Container

_WEIGHTS, _CONFIGURATION = "model.bin", "config.json"
_HINT = "`ct2-transformers-converter` makes such a folder; get it again if it is damaged."
_LAYER = re.compile(r"decoder/layer_\d+/")
_FRAMES = 1500
"""Of an encoded window, in every published model."""
_FLOAT = 4
"""Bytes of a number that the decoder attends to."""


@dataclass(frozen=True, slots=True)
class ConvertedFolder:
    """Only `model.bin` and `config.json` are read; the vocabulary is openai-whisper's.

    `vocabulary` is how many tokens the model knows; `attended`, the bytes that one window's keys and values
    take while it is decoded.
    """

    path: Path
    vocabulary: int
    attended: int

    @classmethod
    def read(cls, path: Path) -> ConvertedFolder:
        """Raises ModelError when the folder is not a converted Whisper model."""
        if not path.is_dir():
            raise ModelError(f"There is no folder {path}.", hint="Check the path.")
        missing = [name for name in (_WEIGHTS, _CONFIGURATION) if not (path / name).is_file()]
        if missing:
            raise _refused(path, f"{', '.join(missing)} missing")
        try:
            variables = Container.read(path / _WEIGHTS).variables
            vocabulary, width = variables["decoder/embeddings/weight"].shape
        except (OSError, KeyError, ValueError) as error:  # ContainerError is one, and so is another shape
            raise _refused(path, str(error)) from None
        layers = {layer[0] for name in variables if (layer := _LAYER.match(name))}
        if not layers:
            raise _refused(path, "it has no decoder")
        return cls(path, vocabulary, 2 * _FRAMES * width * len(layers) * _FLOAT)

    def loaded(self, **settings: Any) -> ctranslate2.models.Whisper:
        """The model as the library loads it, with `settings` of its own. Raises ModelError."""
        try:
            # Loading sets the number of OpenMP threads of the thread that loads, PyTorch's among them.
            with (self.path / _WEIGHTS).open("rb") as weights, ThreadPoolExecutor(1) as aside:
                files = {**self._files(), _WEIGHTS: weights}
                return aside.submit(
                    ctranslate2.models.Whisper, str(self.path), files=files, **settings
                ).result()
        except (RuntimeError, ValueError, OSError) as error:
            reason = (str(error) or type(error).__name__).splitlines()[0].rstrip(".")
            raise ModelError(f"{self.path} cannot be loaded by CTranslate2: {reason}.", hint=_HINT) from None

    def _files(self) -> Mapping[str, object]:
        vocabulary = json.dumps(vocabulary_of(tokenizer_for(self.vocabulary, "en"))).encode()
        return {
            _CONFIGURATION: (self.path / _CONFIGURATION).read_bytes(),
            "vocabulary.json": io.BytesIO(vocabulary),
        }


def _refused(path: Path, reason: str) -> ModelError:
    return ModelError(f"{path} is not a Whisper model converted for CTranslate2: {reason}.", hint=_HINT)
