"""Encoded windows to what was heard in them, in one language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, Self

from pipeline.engines.recognition import Hypothesis, Window
from pipeline.engines.recognizers.whisper.decoded import Decoded, Settings
from pipeline.engines.recognizers.whisper.fallback import decode_with_fallback, doubt_of
from pipeline.engines.recognizers.whisper.model import Features, Model, Tokenizer
from pipeline.engines.recognizers.whisper.placing import Piece, placed
from pipeline.engines.recognizers.whisper.reading import Reading, first_tokens, read, settled


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

    def read(
        self, features: Features, windows: Sequence[Window]
    ) -> list[tuple[Hypothesis, tuple[Window, ...]]]:
        """For every encoded window what was heard, and the part of it that is still to be read."""
        lengths = [window.seconds for window in windows]
        seeds = [round(window.start * 1000) for window in windows]
        decoded = decode_with_fallback(self.model, features, lengths, self.settings, seeds)
        readings = [read(result, self.tokenizer) for result in decoded]
        pieces = self.model.align(
            features,
            self.settings.language,
            [reading.text for reading in readings],
            lengths,
        )
        return [self._heard(*parts) for parts in zip(windows, decoded, readings, pieces, strict=True)]

    def _heard(
        self, window: Window, decoded: Decoded, reading: Reading, pieces: Sequence[Piece]
    ) -> tuple[Hypothesis, tuple[Window, ...]]:
        reading = settled(reading, pieces, window.seconds, decoded.complete)
        said = placed(first_tokens(pieces, len(reading.text)), window, self.settings.language)
        rest: tuple[Window, ...] = ()
        if reading.until is not None:
            rest = (window.part(reading.until, window.seconds),)
            window = window.part(0.0, reading.until)
        text = self.tokenizer.decode(list(reading.text)).strip()
        doubt = doubt_of(replace(decoded, complete=decoded.complete or bool(rest)), pieces)
        return Hypothesis(window, text, said, doubt), rest
