"""A Whisper model as CTranslate2 runs it: 8-bit on a processor, 16-bit on a graphics card.

Small models are encoded by PyTorch in float32 (`encoder`), and only decoded here.
Spectrograms, tokens and decoding rules are openai-whisper's, so that both libraries are given the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import TypeVar

import ctranslate2
import numpy as np
from numpy.typing import NDArray
from whisper.tokenizer import Tokenizer

from pipeline.cores import usable_cores
from pipeline.engines.recognition import Window
from pipeline.engines.recognizers.whisper.ctranslate.folder import ConvertedFolder
from pipeline.engines.recognizers.whisper.ctranslate.results import decoded, pieces
from pipeline.engines.recognizers.whisper.ctranslate.workers import Workers
from pipeline.engines.recognizers.whisper.decoded import Decoded, Settings, prompt_room
from pipeline.engines.recognizers.whisper.encoder import encoded, exact_encoder
from pipeline.engines.recognizers.whisper.placing import FRAMES_PER_SECOND, Piece
from pipeline.engines.recognizers.whisper.sound import spectrograms
from pipeline.engines.recognizers.whisper.tokens import languages_of, never_written, tokenizer_for
from pipeline.media.waveform import Waveform

_ON_A_CARD = Workers(1, 1, 32)
_LATEST_FIRST = 50
"""The first word begins within a second, in timestamps of 20 ms, as in openai-whisper."""
_CONTEXT = 448
"""Tokens of a text and its prompt together, in every published model."""
_DRAWING = Lock()
"""The library has one seed for the whole process."""
_T = TypeVar("_T")


class CTranslateModel:
    """A converted folder, loaded. Features are kept on the processor, one view a batch."""

    def __init__(self, folder: Path) -> None:
        """Raises ModelError when the folder is not a converted Whisper model."""
        self._folder = ConvertedFolder.read(folder)
        self.device = "cuda" if ctranslate2.get_cuda_device_count() else "cpu"
        on_processor = self.device == "cpu"
        self._numbers = "int8" if on_processor else "float16"
        cores = usable_cores()
        self._workers = Workers.of(cores, self._folder.attended) if on_processor else _ON_A_CARD
        self._model = self._loaded(self._workers)
        self._encoder = exact_encoder(folder) if on_processor else None
        self.precision = self._numbers if self._encoder is None else f"{self._numbers}, encoder float32"
        self.package = f"ctranslate2 {ctranslate2.__version__}"
        self.languages = languages_of(self._folder.vocabulary)
        self.batch = self._workers.windows
        self.prompt_room = prompt_room(_CONTEXT)

    def _loaded(self, workers: Workers) -> ctranslate2.models.Whisper:
        return self._folder.loaded(
            device=self.device,
            compute_type=self._numbers,
            inter_threads=workers.count,
            intra_threads=workers.threads,
        )

    def tokenizer(self, language: str) -> Tokenizer:
        return tokenizer_for(self._folder.vocabulary, language)

    def encode(self, waveform: Waveform, windows: Sequence[Window]) -> ctranslate2.StorageView:
        mels = spectrograms(waveform, windows, self._model.n_mels)
        if self._encoder is None:
            return self._model.encode(_view(mels.numpy()), to_cpu=True)
        return _view(encoded(self._encoder, mels).numpy())

    def rows(self, features: ctranslate2.StorageView, rows: Sequence[int]) -> ctranslate2.StorageView:
        return _view(np.asarray(features)[list(rows)])

    def detect(self, features: ctranslate2.StorageView) -> Sequence[Mapping[str, float]]:
        rows = np.asarray(features)
        found = self._side_by_side(lambda share: self._model.detect_language(_view(rows[share])), len(rows))
        return [{token[2:-2]: probability for token, probability in row} for row in found]

    def decode(
        self,
        features: ctranslate2.StorageView,
        limits: Sequence[int],
        settings: Settings,
        temperature: float = 0.0,
        seeds: Sequence[int] = (),
    ) -> list[Decoded]:
        if temperature > 0.0:
            return [
                self._drawn(self.rows(features, [row]), limit, settings, temperature, seed)
                for row, (limit, seed) in enumerate(zip(limits, seeds, strict=True))
            ]

        def written(share: slice) -> list[Decoded]:
            return self._written(self._model, _view(np.asarray(features)[share]), limits[share], settings)

        return self._side_by_side(written, len(limits))

    def _drawn(
        self,
        features: ctranslate2.StorageView,
        limit: int,
        settings: Settings,
        temperature: float,
        seed: int,
    ) -> Decoded:
        """One window by a copy of the model, so that a seed gives the same text whatever was drawn before.

        The library seeds each of its threads when that draws for the first time, and never again. A copy
        would not fit beside a large model on a graphics card: texts that are drawn there do not repeat.
        """
        with _DRAWING:
            ctranslate2.set_random_seed(seed)
            model = self._model if self.device == "cuda" else self._loaded(Workers(1, usable_cores(), 1))
            return self._written(model, features, [limit], settings, temperature)[0]

    def _written(
        self,
        model: ctranslate2.models.Whisper,
        features: ctranslate2.StorageView,
        limits: Sequence[int],
        settings: Settings,
        temperature: float = 0.0,
    ) -> list[Decoded]:
        tokenizer = self.tokenizer(settings.language)
        prompt = _prompt(tokenizer, settings)
        results = model.generate(
            features,
            [prompt] * len(limits),
            beam_size=settings.beam if temperature == 0.0 else 1,
            sampling_topk=1 if temperature == 0.0 else 0,
            sampling_temperature=temperature or 1.0,
            max_length=_text_context(len(prompt), max(limits)),
            suppress_tokens=never_written(tokenizer),
            max_initial_timestamp_index=_LATEST_FIRST,
            return_scores=True,
            return_no_speech_prob=True,
        )
        return [
            decoded(result, tokenizer, limit, temperature)
            for result, limit in zip(results, limits, strict=True)
        ]

    def align(
        self,
        features: ctranslate2.StorageView,
        language: str,
        texts: Sequence[Sequence[int]],
        seconds: Sequence[float],
    ) -> list[list[Piece]]:
        tokenizer = self.tokenizer(language)
        rows = [row for row, text in enumerate(texts) if text]

        def placed(share: slice) -> list[list[Piece]]:
            chosen = rows[share]
            found = self._model.align(
                self.rows(features, chosen),
                list(tokenizer.sot_sequence),
                [list(texts[row]) for row in chosen],
                [round(seconds[row] * FRAMES_PER_SECOND) for row in chosen],
            )
            return [
                pieces(alignment, list(texts[row]), tokenizer)
                for row, alignment in zip(chosen, found, strict=True)
            ]

        found = dict(zip(rows, self._side_by_side(placed, len(rows)), strict=True))
        return [found.get(row, []) for row in range(len(texts))]

    def _side_by_side(self, work: Callable[[slice], Sequence[_T]], windows: int) -> list[_T]:
        """What `work` gives for each window, done by all workers at the same time."""
        shares = self._workers.shares(windows)
        with ThreadPoolExecutor(max(1, len(shares))) as threads:
            return [result for results in threads.map(work, shares) for result in results]


def _prompt(tokenizer: Tokenizer, settings: Settings) -> list[int]:
    before = [tokenizer.sot_prev, *settings.prompt] if settings.prompt else []
    return [*before, *tokenizer.sot_sequence]


def _text_context(prompt: int, most: int) -> int:
    """The context with room for `most` tokens behind a prompt: the library gives a text half of it at most.

    `max_length` is taken for the model's whole context, prompt and all (`whisper.cc`: the lesser of its half
    and what the prompt leaves).
    """
    return max(2 * most, prompt + most)


def _view(array: NDArray[np.float32]) -> ctranslate2.StorageView:
    return ctranslate2.StorageView.from_array(np.ascontiguousarray(array, dtype=np.float32))
