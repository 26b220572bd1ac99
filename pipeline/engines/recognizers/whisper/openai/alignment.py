"""Tokens to words with times, from where the decoder looks while it writes them."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from torch import Tensor
from whisper.model import Whisper
from whisper.timing import backtrace, dtw_cpu, find_alignment
from whisper.tokenizer import Tokenizer

from pipeline.engines.recognizers.whisper.placing import FRAMES_PER_SECOND, Piece

for compiled in (dtw_cpu, backtrace):
    # Compiling takes seconds on every start; kept beside the library or in the user's cache, once.
    with suppress(RuntimeError):  # neither place can be written
        compiled.enable_caching()


def timed_pieces(
    model: Whisper, tokenizer: Tokenizer, text: list[int], features: Tensor, seconds: float
) -> list[Piece]:
    """Pieces of one window of so many `seconds`; `features` are what its text was decoded from.

    Cross-attention weights and dynamic time warping by openai-whisper, without encoding the sound again.
    """
    frames = round(seconds * FRAMES_PER_SECOND)
    return [
        Piece(piece.word, float(piece.start), float(piece.end), float(piece.probability), len(piece.tokens))
        for piece in find_alignment(_Encoded(model), tokenizer, text, features, frames)
    ]


class _Encoded:
    """A model whose sound is encoded already: what `find_alignment` asks of one, and no more."""

    def __init__(self, model: Whisper) -> None:
        self._model = model

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    def __call__(self, features: Tensor, tokens: Tensor) -> Tensor:
        logits: Tensor = self._model.decoder(tokens, features)
        return logits
