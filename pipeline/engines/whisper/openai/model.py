"""The Whisper model as openai-whisper runs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor
from whisper import __version__
from whisper.decoding import detect_language
from whisper.tokenizer import LANGUAGES, Tokenizer, get_tokenizer

from pipeline.engines.device import torch_device
from pipeline.engines.whisper.decoded import Decoded, Settings, prompt_room
from pipeline.engines.whisper.openai.alignment import timed_words
from pipeline.engines.whisper.openai.batches import batch_size
from pipeline.engines.whisper.openai.checkpoint import load_checkpoint, number_format
from pipeline.engines.whisper.openai.decoder import decode
from pipeline.engines.whisper.openai.sound import encode
from pipeline.hearing import Window
from pipeline.types import Word
from pipeline.waveform import Waveform


class OpenAIModel:
    """One checkpoint, loaded. Features are tensors of shape (windows, frames, width)."""

    def __init__(self, checkpoint: Path, name: str | None = None) -> None:
        """`name` is OpenAI's for the checkpoint, None for one of the user's own. Raises ModelError."""
        self._model = load_checkpoint(checkpoint, name, torch_device())
        dims = self._model.dims
        known = tuple(LANGUAGES)[: self._model.num_languages]
        self.package = f"openai-whisper {__version__}"
        self.languages: Sequence[str] = known if self._model.is_multilingual else ("en",)
        self.batch = batch_size(self._model)
        self.prompt_room = prompt_room(int(dims.n_text_ctx))
        self.precision = str(number_format(self._model)).removeprefix("torch.")
        self.device = self._model.device.type

    def tokenizer(self, language: str) -> Tokenizer:
        return get_tokenizer(
            self._model.is_multilingual,
            num_languages=self._model.num_languages,
            language=language,
            task="transcribe",
        )

    def encode(self, waveform: Waveform, windows: Sequence[Window]) -> Tensor:
        return encode(self._model, waveform, windows)

    def rows(self, features: Tensor, rows: Sequence[int]) -> Tensor:
        return features[list(rows)]

    def detect(self, features: Tensor) -> Sequence[Mapping[str, float]]:
        _, found = detect_language(self._model, features, self.tokenizer("en"))
        return list(found)

    @torch.no_grad()
    def decode(
        self,
        features: Tensor,
        limits: Sequence[int],
        settings: Settings,
        temperature: float = 0.0,
        seeds: Sequence[int] = (),
    ) -> list[Decoded]:
        return decode(self._model, features, limits, settings, temperature, seeds)

    def words(
        self, features: Tensor, row: int, settings: Settings, text: Sequence[int], window: Window
    ) -> tuple[Word, ...]:
        return timed_words(self._model, self.tokenizer(settings.language), list(text), features[row], window)
