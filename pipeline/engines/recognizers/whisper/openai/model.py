"""The Whisper model as openai-whisper runs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor
from whisper import __version__
from whisper.decoding import detect_language
from whisper.model import Whisper
from whisper.tokenizer import Tokenizer

from pipeline.engines.device import torch_device
from pipeline.engines.recognition import Window
from pipeline.engines.recognizers.whisper.decoded import Decoded, Settings, prompt_room
from pipeline.engines.recognizers.whisper.encoder import encoded
from pipeline.engines.recognizers.whisper.openai.alignment import timed_pieces
from pipeline.engines.recognizers.whisper.openai.attention import quick_attention
from pipeline.engines.recognizers.whisper.openai.batches import batch_size
from pipeline.engines.recognizers.whisper.openai.checkpoint import load_checkpoint, number_format
from pipeline.engines.recognizers.whisper.openai.converted import load_converted
from pipeline.engines.recognizers.whisper.openai.decoder import decode
from pipeline.engines.recognizers.whisper.placing import Piece
from pipeline.engines.recognizers.whisper.sound import spectrograms
from pipeline.engines.recognizers.whisper.tokens import languages_of, tokenizer_for
from pipeline.media.waveform import Waveform


def encode(model: Whisper, waveform: Waveform, windows: Sequence[Window]) -> Tensor:
    """Features of shape (windows, frames, width)."""
    mels = spectrograms(waveform, windows, model.dims.n_mels, model.device)
    return encoded(model.encoder, mels.to(number_format(model)))


class OpenAIModel:
    """One checkpoint, loaded. Features are tensors of shape (windows, frames, width)."""

    def __init__(self, weights: Path, name: str | None = None) -> None:
        """`weights` is a checkpoint file, or a folder converted for CTranslate2 whose numbers are float16.

        `name` is OpenAI's for the checkpoint, None for one of the user's own. Raises ModelError.
        """
        load = load_converted if weights.is_dir() else load_checkpoint
        self._model = load(weights, name, torch_device())
        dims = self._model.dims
        self.package = f"openai-whisper {__version__}"
        self.languages = languages_of(dims.n_vocab)
        self.batch = batch_size(self._model)
        self.prompt_room = prompt_room(int(dims.n_text_ctx))
        self.precision = str(number_format(self._model)).removeprefix("torch.")
        self.device = self._model.device.type

    def tokenizer(self, language: str) -> Tokenizer:
        return tokenizer_for(self._model.dims.n_vocab, language)

    def encode(self, waveform: Waveform, windows: Sequence[Window]) -> Tensor:
        with quick_attention():
            return encode(self._model, waveform, windows)

    def rows(self, features: Tensor, rows: Sequence[int]) -> Tensor:
        return features[list(rows)]

    def detect(self, features: Tensor) -> Sequence[Mapping[str, float]]:
        with quick_attention():
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
        with quick_attention():
            return decode(self._model, features, limits, settings, temperature, seeds)

    def align(
        self, features: Tensor, language: str, texts: Sequence[Sequence[int]], seconds: Sequence[float]
    ) -> list[list[Piece]]:
        tokenizer = self.tokenizer(language)
        with quick_attention():
            return [
                timed_pieces(self._model, tokenizer, list(text), row, length) if text else []
                for text, row, length in zip(texts, features, seconds, strict=True)
            ]
