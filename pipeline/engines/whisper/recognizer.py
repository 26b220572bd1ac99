"""The Recognizer on a Whisper model, whatever library runs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic

from pipeline.engines.base import Progress
from pipeline.engines.whisper.decoded import Decoded, Settings, token_limit
from pipeline.engines.whisper.fallback import decode_with_fallback, doubt_of
from pipeline.engines.whisper.language import Language, likeliest
from pipeline.engines.whisper.model import Features, Model, Tokenizer
from pipeline.engines.whisper.prompt import cut_note, glossary_prompt
from pipeline.engines.whisper.reading import read
from pipeline.errors import EngineError
from pipeline.hearing import Heard, Hearing, Request, Window
from pipeline.types import Engine
from pipeline.waveform import Waveform


class WhisperRecognizer(Generic[Features]):
    """One loaded model. Windows are encoded once, and decoded in batches, the longest first."""

    longest = 30.0
    packs = True
    times_words = True

    def __init__(self, model: Model[Features], engine: Engine) -> None:
        self._model = model
        self.engine = engine
        self.languages = tuple(model.languages)

    def recognize(
        self, waveform: Waveform, windows: Sequence[Window], request: Request, progress: Progress
    ) -> Hearing:
        """Every window in one result, or in several where the model stopped before its end."""
        if not windows:
            return Hearing(request.language or self.languages[0], ())
        try:
            return self._recognize(waveform, windows, request, progress)
        except MemoryError:
            raise self._failed("it does not fit into memory") from None
        except RuntimeError as error:  # PyTorch's and CTranslate2's own, a full graphics card among them
            reason = (str(error) or type(error).__name__).splitlines()[0].rstrip(".")
            raise self._failed(reason) from error

    def _recognize(
        self, waveform: Waveform, windows: Sequence[Window], request: Request, progress: Progress
    ) -> Hearing:
        todo = sorted(windows, key=lambda window: -window.seconds)
        total = sum(window.seconds for window in windows)
        features = self._model.encode(waveform, todo[: self._model.batch])
        language = self._language(features, todo[: self._model.batch], request)
        reader, notes = self._reader(language.code, request)
        heard: list[Heard] = []
        while True:
            batch, todo = todo[: self._model.batch], todo[self._model.batch :]
            for result, rest in reader.read(features, batch):
                heard.append(result)
                todo += rest
            progress(1.0 - sum(window.seconds for window in todo) / total)
            if not todo:
                break
            features = self._model.encode(waveform, todo[: self._model.batch])
        heard.sort(key=lambda result: result.window.start)
        return Hearing(language.code, tuple(heard), language.notes + notes)

    def _language(self, features: Features, batch: Sequence[Window], request: Request) -> Language:
        if request.language or len(self.languages) == 1:
            return Language(request.language or self.languages[0])
        return likeliest(self._model.detect(features), [window.seconds for window in batch])

    def _reader(self, language: str, request: Request) -> tuple[_Reader[Features], tuple[str, ...]]:
        tokenizer = self._model.tokenizer(language)
        prompt = glossary_prompt(request.glossary, tokenizer, self._model.prompt_room)
        notes = (cut_note(prompt, request.glossary),) if prompt.left_out else ()
        return _Reader(self._model, tokenizer, Settings(language, prompt.tokens, request.beam)), notes

    def _failed(self, reason: str) -> EngineError:
        return EngineError(
            f"{self.engine.name} failed: {reason}.",
            hint="If memory is short, take a smaller model or close what else uses it.",
        )


@dataclass(frozen=True, slots=True)
class _Reader(Generic[Features]):
    """A model with all that is decided once a recording."""

    model: Model[Features]
    tokenizer: Tokenizer
    settings: Settings

    def read(self, features: Features, windows: Sequence[Window]) -> list[tuple[Heard, tuple[Window, ...]]]:
        """For every encoded window what was heard, and the part of it that is still to be read."""
        limits = [token_limit(window.seconds) for window in windows]
        seeds = [round(window.start * 1000) for window in windows]
        decoded = decode_with_fallback(self.model, features, limits, self.settings, seeds)
        return [
            self._heard(window, result, features, row)
            for row, (window, result) in enumerate(zip(windows, decoded, strict=True))
        ]

    def _heard(
        self, window: Window, decoded: Decoded, features: Features, row: int
    ) -> tuple[Heard, tuple[Window, ...]]:
        reading = read(decoded, self.tokenizer, window.seconds)
        rest: tuple[Window, ...] = ()
        if reading.until is not None:
            rest = (window.part(reading.until, window.seconds),)
            window = window.part(0.0, reading.until)
        text = self.tokenizer.decode(list(reading.text)).strip()
        words = self.model.words(features, row, self.settings, reading.text, window) if text else ()
        doubt = doubt_of(replace(decoded, complete=decoded.complete or bool(rest)))
        return Heard(window, text, words, doubt), rest
