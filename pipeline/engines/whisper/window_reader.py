"""Encoded windows to what was heard in them, in one language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, Self

from pipeline.engines.whisper.decoded import Decoded, Settings, token_limit
from pipeline.engines.whisper.fallback import decode_with_fallback, doubt_of
from pipeline.engines.whisper.model import Features, Model, Tokenizer
from pipeline.engines.whisper.placing import Piece, placed
from pipeline.engines.whisper.reading import Reading, confirmed, read
from pipeline.hearing import Heard, Window


@dataclass(frozen=True, slots=True)
class WindowReader(Generic[Features]):
    """A model with all that is decided once for a recording and a language."""

    model: Model[Features]
    tokenizer: Tokenizer
    settings: Settings

    @classmethod
    def of(cls, model: Model[Features], language: str, prompt: tuple[int, ...], beam: int) -> Self:
        """A reader of one language."""
        return cls(model, model.tokenizer(language), Settings(language, prompt, beam))

    def read(self, features: Features, windows: Sequence[Window]) -> list[tuple[Heard, tuple[Window, ...]]]:
        """For every encoded window what was heard, and the part of it that is still to be read."""
        limits = [token_limit(window.seconds) for window in windows]
        seeds = [round(window.start * 1000) for window in windows]
        decoded = decode_with_fallback(self.model, features, limits, self.settings, seeds)
        readings = [
            read(result, self.tokenizer, window.seconds)
            for result, window in zip(decoded, windows, strict=True)
        ]
        pieces = self.model.align(
            features,
            self.settings.language,
            [reading.text for reading in readings],
            [window.seconds for window in windows],
        )
        return [
            self._heard(window, result, confirmed(reading, words, window.seconds), words)
            for window, result, reading, words in zip(windows, decoded, readings, pieces, strict=True)
        ]

    def _heard(
        self, window: Window, decoded: Decoded, reading: Reading, pieces: Sequence[Piece]
    ) -> tuple[Heard, tuple[Window, ...]]:
        rest: tuple[Window, ...] = ()
        if reading.until is not None:
            rest = (window.part(reading.until, window.seconds),)
            window = window.part(0.0, reading.until)
        text = self.tokenizer.decode(list(reading.text)).strip()
        words = placed(pieces, window, self.settings.language) if text else ()
        doubt = doubt_of(replace(decoded, complete=decoded.complete or bool(rest)))
        return Heard(window, text, words, doubt), rest
