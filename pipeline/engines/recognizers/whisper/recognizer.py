"""The Recognizer on a Whisper model, whatever library runs it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic

from pipeline.engines.contract import Progress
from pipeline.engines.recognition import Hypothesis, RecognitionResult, RecognizerOptions, Window
from pipeline.engines.recognizers.whisper.language import (
    Chances,
    Language,
    foreign,
    is_mixed,
    language_name,
    likeliest,
    spread,
)
from pipeline.engines.recognizers.whisper.model import Features, Model
from pipeline.engines.recognizers.whisper.prompt import cut_note, glossary_prompt
from pipeline.engines.recognizers.whisper.rests import apart, together
from pipeline.engines.recognizers.whisper.window_reader import WindowReader
from pipeline.errors import EngineError
from pipeline.media.waveform import Waveform
from pipeline.transcript.provenance import Engine
from pipeline.transcript.span import Span


class WhisperRecognizer(Generic[Features]):
    """One loaded model. Windows are encoded once, and decoded in batches, the longest first."""

    longest = 30.0

    def __init__(self, model: Model[Features], engine: Engine) -> None:
        self._model = model
        self.engine = engine
        self.languages = tuple(model.languages)

    def recognize(
        self, waveform: Waveform, windows: Sequence[Window], request: RecognizerOptions, progress: Progress
    ) -> RecognitionResult:
        """Every window in one result, or in several where the model stopped before its end.

        Windows that turn out to be in another language than the rest are recognised in their own.
        """
        if not windows:
            return RecognitionResult(request.language or self.languages[0], ())
        try:
            return _Recording(self._model, waveform, request).hear(windows, progress)
        except MemoryError:
            raise self._failed("it does not fit into memory") from None
        except RuntimeError as error:  # PyTorch's and CTranslate2's own, a full graphics card among them
            reason = (str(error) or type(error).__name__).splitlines()[0].rstrip(".")
            raise self._failed(reason) from error

    def _failed(self, reason: str) -> EngineError:
        return EngineError(
            f"{self.engine.name} failed: {reason}.",
            hint="If memory is short, take a smaller model or close what else uses it.",
        )


@dataclass(frozen=True, slots=True)
class _Batch(Generic[Features]):
    """Encoded windows, and for each the chances of all languages; none where the language is settled."""

    windows: tuple[Window, ...]
    features: Features
    chances: tuple[Chances, ...] = ()


class _Recording(Generic[Features]):
    """All windows of one recording through a model: what is still to be heard, and what was."""

    def __init__(self, model: Model[Features], waveform: Waveform, request: RecognizerOptions) -> None:
        self._model = model
        self._waveform = waveform
        self._request = request
        self._readers: dict[str, WindowReader[Features]] = {}
        self._notes: list[str] = []

    def hear(self, windows: Sequence[Window], progress: Progress) -> RecognitionResult:
        total = sum(window.seconds for window in windows)
        first, language = self._language(windows)
        self._notes += language.notes
        sampled = {window for batch in first for window in batch.windows}
        todo = sorted((w for w in windows if w not in sampled), key=lambda window: -window.seconds)
        heard: list[Hypothesis] = []
        rests: list[Window] = []
        packs: dict[tuple[Span, ...], tuple[Window, ...]] = {}
        batches = list(first)
        while batches or todo or rests:
            if not batches and not todo:
                packed, rests = together(rests, WhisperRecognizer.longest), []
                todo = list(packed)
                packs |= {window.pieces: parts for window, parts in packed.items()}
            if not batches:
                batch, todo = todo[: self._model.batch], todo[self._model.batch :]
                batches.append(self._encoded(batch))
            mixed, alike = self._by_language(batches.pop(0), language.code)
            todo += mixed
            for code, part in alike:
                results = self._reader(code).read(part.features, part.windows)
                for window, (result, rest) in zip(part.windows, results, strict=True):
                    heard += apart(result, packs.get(window.pieces, ()), code)
                    rests += rest
            waiting = [*todo, *rests, *(window for batch in batches for window in batch.windows)]
            progress(max(0.0, 1.0 - sum(window.seconds for window in waiting) / total))
        heard.sort(key=lambda result: result.window.start)
        return RecognitionResult(language.code, tuple(heard), (*self._notes, *_foreign_note(heard)))

    def _language(self, windows: Sequence[Window]) -> tuple[list[_Batch[Features]], Language]:
        """The programme's language, and the batches that were encoded to find it out."""
        if self._request.language or len(self._model.languages) == 1:
            return [], Language(self._request.language or self._model.languages[0])
        samples = sorted(spread(windows), key=lambda window: -window.seconds)
        size = self._model.batch
        batches = [self._encoded(samples[at : at + size]) for at in range(0, len(samples), size)]
        chances = [row for batch in batches for row in batch.chances]
        language = likeliest(chances, [window.seconds for window in samples])
        if not language.is_certain and any(len(window.turns) > 1 for window in samples):
            language = self._by_turn(samples)
        return batches, language

    def _by_turn(self, samples: Sequence[Window]) -> Language:
        """The language by what the longest turns are in, where windows hold several languages."""
        parts = sorted((part for window in samples for part in window.by_turn()), key=lambda w: -w.seconds)
        parts = parts[: 2 * self._model.batch]
        chances = self._model.detect(self._model.encode(self._waveform, parts))
        return likeliest(chances, [part.seconds for part in parts])

    def _encoded(self, windows: Sequence[Window]) -> _Batch[Features]:
        features = self._model.encode(self._waveform, windows)
        if len(self._model.languages) == 1 or all(window.language for window in windows):
            return _Batch(tuple(windows), features)
        return _Batch(tuple(windows), features, tuple(self._model.detect(features)))

    def _by_language(
        self, batch: _Batch[Features], programme: str
    ) -> tuple[list[Window], list[tuple[str, _Batch[Features]]]]:
        """Windows to be listened to turn by turn, and the rest of the batch by the language to read it in."""
        mixed, windows = list[Window](), list(batch.windows)
        rows: dict[str, list[int]] = {}
        for row, window in enumerate(windows):
            code = window.language
            if batch.chances and code is None:
                if is_mixed(batch.chances[row], window, programme):
                    mixed += window.by_turn()
                    continue
                code = foreign(batch.chances[row], window, programme)
                windows[row] = replace(window, language=code)
            rows.setdefault(code or programme, []).append(row)
        return mixed, [(code, self._chosen(batch, windows, chosen)) for code, chosen in rows.items()]

    def _chosen(
        self, batch: _Batch[Features], windows: Sequence[Window], rows: Sequence[int]
    ) -> _Batch[Features]:
        whole = len(rows) == len(windows)
        features = batch.features if whole else self._model.rows(batch.features, rows)
        return _Batch(tuple(windows[row] for row in rows), features)

    def _reader(self, language: str) -> WindowReader[Features]:
        """One reader a language, each with the house spellings; that they were cut is told once."""
        if language not in self._readers:
            tokenizer = self._model.tokenizer(language)
            prompt = glossary_prompt(self._request.glossary, tokenizer, self._model.prompt_room)
            if prompt.left_out and not self._readers:
                self._notes.append(cut_note(prompt, self._request.glossary))
            self._readers[language] = WindowReader.of(
                self._model, language, prompt.tokens, self._request.beam
            )
        return self._readers[language]


def _foreign_note(heard: Sequence[Hypothesis]) -> tuple[str, ...]:
    """What the user should know of passages in other languages."""
    seconds: Counter[str] = Counter()
    for result in heard:
        if code := result.window.language:
            seconds[code] += round(result.window.seconds)
    if not seconds:
        return ()
    told = ", ".join(f"{language_name(code)} for {length} s" for code, length in seconds.items())
    return (f"Passages in another language are written as they were spoken: {told}.",)
