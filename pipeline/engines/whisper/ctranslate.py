"""Whisper as CTranslate2 runs it, loaded by faster-whisper: 8-bit on a processor, 16-bit on a card."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import ctranslate2
import numpy as np
from faster_whisper import WhisperModel, __version__
from faster_whisper.tokenizer import Tokenizer
from faster_whisper.transcribe import get_compression_ratio, get_suppressed_tokens, merge_punctuations
from numpy.typing import NDArray
from whisper.audio import N_SAMPLES

from pipeline.engines.whisper.decoded import Decoded, Settings, prompt_room
from pipeline.engines.whisper.placing import BEFORE, BEHIND, FRAMES_PER_SECOND, placed
from pipeline.errors import ModelError
from pipeline.hearing import Window
from pipeline.types import Word
from pipeline.waveform import Waveform

_NEEDED = ("model.bin", "config.json", "tokenizer.json")
_BATCH = {"cpu": 8, "cuda": 32}
_LATEST_FIRST = 50
"""The first word begins within a second, in timestamps of 20 ms, as in openai-whisper."""
_CONTEXT = 448
"""Tokens of a text and its prompt together, in every published model."""


class CTranslateModel:
    """A converted folder, loaded. Features are kept on the processor, one view a batch."""

    def __init__(self, folder: Path) -> None:
        """Raises ModelError when the folder is not a converted Whisper model."""
        _check(folder)
        device = "cuda" if ctranslate2.get_cuda_device_count() else "cpu"
        self.precision = "int8" if device == "cpu" else "float16"
        self.device = device
        try:
            self._model = WhisperModel(
                str(folder),
                device=device,
                compute_type=self.precision,
                cpu_threads=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 0,
                local_files_only=True,
            )
        except Exception as error:  # tokenizers raises nothing more particular
            reason = (str(error) or type(error).__name__).splitlines()[0].rstrip(".")
            raise ModelError(
                f"{folder} is not a Whisper model converted for CTranslate2: {reason}.",
                hint="`ct2-transformers-converter` makes such a folder; get it again if it is damaged.",
            ) from None
        self.package = f"faster-whisper {__version__}"
        known = self._model.hf_tokenizer
        self.languages: Sequence[str] = tuple(
            code
            for code in self._model.supported_languages
            if len(self._model.supported_languages) == 1 or known.token_to_id(f"<|{code}|>") is not None
        )
        self.batch = _BATCH[device]
        self.prompt_room = prompt_room(_CONTEXT)

    def tokenizer(self, language: str) -> Tokenizer:
        return Tokenizer(
            self._model.hf_tokenizer, self._model.model.is_multilingual, task="transcribe", language=language
        )

    def encode(self, waveform: Waveform, windows: Sequence[Window]) -> ctranslate2.StorageView:
        mels = [self._mel(window, waveform) for window in windows]
        return self._model.model.encode(_view(np.stack(mels)), to_cpu=True)

    def rows(self, features: ctranslate2.StorageView, rows: Sequence[int]) -> ctranslate2.StorageView:
        return _view(np.asarray(features)[list(rows)])

    def detect(self, features: ctranslate2.StorageView) -> Sequence[Mapping[str, float]]:
        found = self._model.model.detect_language(features)
        return [{token[2:-2]: probability for token, probability in row} for row in found]

    def decode(
        self,
        features: ctranslate2.StorageView,
        limits: Sequence[int],
        settings: Settings,
        temperature: float = 0.0,
        seeds: Sequence[int] = (),
    ) -> list[Decoded]:
        if temperature > 0.0 and len(limits) > 1:
            # One by one: the library draws for a whole batch from the same random numbers.
            return [
                self.decode(self.rows(features, [row]), [limit], settings, temperature, [seed])[0]
                for row, (limit, seed) in enumerate(zip(limits, seeds, strict=True))
            ]
        tokenizer = self.tokenizer(settings.language)
        prompt = self._model.get_prompt(tokenizer, list(settings.prompt))
        if temperature > 0.0:
            ctranslate2.set_random_seed(seeds[0])  # the process's own: begun anew, the result repeats
        results = self._model.model.generate(
            features,
            [prompt] * len(limits),
            beam_size=settings.beam if temperature == 0.0 else 1,
            sampling_topk=1 if temperature == 0.0 else 0,
            sampling_temperature=temperature or 1.0,
            max_length=len(prompt) + max(limits),
            suppress_tokens=get_suppressed_tokens(tokenizer, [-1]),
            max_initial_timestamp_index=_LATEST_FIRST,
            return_scores=True,
            return_no_speech_prob=True,
        )
        return [
            self._decoded(result, tokenizer, limit, temperature)
            for result, limit in zip(results, limits, strict=True)
        ]

    def _decoded(
        self,
        result: ctranslate2.models.WhisperGenerationResult,
        tokenizer: Tokenizer,
        limit: int,
        temperature: float,
    ) -> Decoded:
        """The library knows one limit for a batch; a window's own is kept here."""
        written = result.sequences_ids[0]
        tokens = tuple(written[:limit])
        text = tokenizer.decode([token for token in tokens if token < tokenizer.eot]).strip()
        return Decoded(
            tokens=tokens,
            log_probability=result.scores[0] * len(written) / (len(written) + 1),
            no_speech=result.no_speech_prob,
            compression=get_compression_ratio(text) if text else 0.0,
            temperature=temperature,
            complete=len(tokens) < limit,
        )

    def words(
        self,
        features: ctranslate2.StorageView,
        row: int,
        settings: Settings,
        text: Sequence[int],
        window: Window,
    ) -> tuple[Word, ...]:
        frames = round(window.seconds * FRAMES_PER_SECOND)
        tokenizer = self.tokenizer(settings.language)
        (timings,) = self._model.find_alignment(tokenizer, [list(text)], self.rows(features, [row]), [frames])
        merge_punctuations(timings, BEFORE, BEHIND)
        return placed(
            ((timing["word"], timing["start"], timing["end"], timing["probability"]) for timing in timings),
            window,
        )

    def _mel(self, window: Window, waveform: Waveform) -> NDArray[np.float32]:
        sound = window.sound(waveform)
        mel: NDArray[np.float32] = self._model.feature_extractor(
            np.pad(sound, (0, N_SAMPLES - len(sound))), padding=0
        )
        return mel


def _view(array: NDArray[np.float32]) -> ctranslate2.StorageView:
    return ctranslate2.StorageView.from_array(np.ascontiguousarray(array, dtype=np.float32))


def _check(folder: Path) -> None:
    """faster-whisper would look on the hub for a tokenizer that is missing."""
    missing = [name for name in _NEEDED if not (folder / name).is_file()]
    if not folder.is_dir():
        raise ModelError(f"There is no folder {folder}.", hint="Check the path.")
    if missing:
        raise ModelError(
            f"{folder} is not a Whisper model converted for CTranslate2: {', '.join(missing)} missing.",
            hint="Convert with `ct2-transformers-converter --copy_files tokenizer.json "
            "preprocessor_config.json`, or take a folder that somebody converted.",
        )
