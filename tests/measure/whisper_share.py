"""`python -m tests.measure.whisper_share`: what this program adds to the work of a Whisper model; agreement.

The share is taken on a checkpoint of full size with a text of fixed length, the agreement on the small one
that knows the example.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import whisper

from pipeline.engines.whisper.openai.model import OpenAIModel
from pipeline.engines.whisper.recognizer import WhisperRecognizer
from pipeline.engines.whole import WholeRecording
from pipeline.evaluation.word_errors import word_errors
from pipeline.media import decode, probe
from pipeline.newsroom import Pipeline
from pipeline.types import Engine
from tests.checkpoints.harbour import write_checkpoint
from tests.checkpoints.scripted import BASE, write_scripted

_EXAMPLE = Path(__file__).parents[2] / "examples" / "harbour-bridge" / "segment.opus"
_TOKENS = 80


class _Timed:
    """A model whose calls are timed."""

    def __init__(self, model: OpenAIModel) -> None:
        self._model = model
        self.seconds = 0.0

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._model, name)
        return self._timed(value) if name in ("encode", "detect", "decode", "words") else value

    def _timed(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*given: Any) -> Any:
            begun = time.perf_counter()
            result = call(*given)
            self.seconds += time.perf_counter() - begun
            return result

        return timed


def main() -> None:
    """Print both."""
    with tempfile.TemporaryDirectory() as name:
        scripted, harbour = Path(name) / "base.pt", Path(name) / "harbour.pt"
        write_scripted(scripted, BASE, _TOKENS)
        write_checkpoint(harbour)
        print(f"Outside the model's calls: {100 * _share(scripted):.1f} % of the time.")
        print(f"Words that differ from openai-whisper's own: {_agreement(harbour)}.")


def _share(checkpoint: Path) -> float:
    """The media's decoding included; the engines are loaded, and warm."""
    model = _Timed(OpenAIModel(checkpoint))
    newsroom = Pipeline(WhisperRecognizer(model, Engine("base")), WholeRecording())
    newsroom.transcribe(_EXAMPLE)
    model.seconds = 0.0
    begun = time.perf_counter()
    newsroom.transcribe(_EXAMPLE)
    whole = time.perf_counter() - begun
    return (whole - model.seconds) / whole


def _agreement(checkpoint: Path) -> str:
    newsroom = Pipeline(WhisperRecognizer(OpenAIModel(checkpoint), Engine("harbour")), WholeRecording())
    ours = " ".join(said.text for said in newsroom.transcribe(_EXAMPLE).utterances)
    samples = decode(probe(_EXAMPLE)).samples
    model = whisper.load_model(str(checkpoint), device="cpu")
    theirs = model.transcribe(samples, language="en", condition_on_previous_text=False, fp16=False)["text"]
    return str(word_errors(theirs, ours))


if __name__ == "__main__":
    main()
