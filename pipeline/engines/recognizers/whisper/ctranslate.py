"""Whisper as CTranslate2 runs it: 8-bit on a processor, 16-bit on a graphics card.

Small models are encoded by PyTorch in float32 (`encoder`), and only decoded here.
Spectrograms, tokens and decoding rules are openai-whisper's, so that both libraries are given the same. Of a
folder only `model.bin` and `config.json` are read; the vocabulary is openai-whisper's too.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path

import ctranslate2
import numpy as np
from numpy.typing import NDArray
from whisper.tokenizer import Tokenizer
from whisper.utils import compression_ratio

from pipeline.engines.recognition import Window
from pipeline.engines.recognizers.whisper.decoded import Decoded, Settings, prompt_room
from pipeline.engines.recognizers.whisper.encoder import encoded, exact_encoder
from pipeline.engines.recognizers.whisper.placing import FRAMES_PER_SECOND, Piece, pieces_of
from pipeline.engines.recognizers.whisper.sound import spectrograms
from pipeline.engines.recognizers.whisper.tokens import (
    languages_of,
    never_written,
    tokenizer_for,
    vocabulary_of,
)
from pipeline.errors import ModelError
from pipeline.media.waveform import Waveform
from pipeline.models.whisper.container import Container, ContainerError

_BATCH = {"cpu": 4, "cuda": 32}
"""On a processor of two cores batches of four were fastest; see `bench/whisper.py`."""
_LATEST_FIRST = 50
"""The first word begins within a second, in timestamps of 20 ms, as in openai-whisper."""
_CONTEXT = 448
"""Tokens of a text and its prompt together, in every published model."""
_TOKEN_SECONDS = 0.02
_HINT = "`ct2-transformers-converter` makes such a folder; get it again if it is damaged."


class CTranslateModel:
    """A converted folder, loaded. Features are kept on the processor, one view a batch."""

    def __init__(self, folder: Path) -> None:
        """Raises ModelError when the folder is not a converted Whisper model."""
        self._vocabulary = _vocabulary_size(folder)
        self.device = "cuda" if ctranslate2.get_cuda_device_count() else "cpu"
        self.precision = "int8" if self.device == "cpu" else "float16"
        self._model = self._loaded(folder)
        self._encoder = exact_encoder(folder) if self.device == "cpu" else None
        if self._encoder is not None:
            self.precision += ", encoder float32"
        self.package = f"ctranslate2 {ctranslate2.__version__}"
        self.languages = languages_of(self._vocabulary)
        self.batch = _BATCH[self.device]
        self.prompt_room = prompt_room(_CONTEXT)

    def _loaded(self, folder: Path) -> ctranslate2.models.Whisper:
        try:
            vocabulary = json.dumps(vocabulary_of(self.tokenizer("en"))).encode()
            with (folder / "model.bin").open("rb") as weights:
                files: dict[str, object] = {
                    "model.bin": weights,
                    "config.json": (folder / "config.json").read_bytes(),
                    "vocabulary.json": io.BytesIO(vocabulary),
                }
                return ctranslate2.models.Whisper(
                    str(folder),
                    device=self.device,
                    compute_type=self.precision,
                    intra_threads=_cores(),
                    files=files,
                )
        except (RuntimeError, ValueError, OSError) as error:
            reason = (str(error) or type(error).__name__).splitlines()[0].rstrip(".")
            raise ModelError(f"{folder} cannot be loaded by CTranslate2: {reason}.", hint=_HINT) from None

    def tokenizer(self, language: str) -> Tokenizer:
        return tokenizer_for(self._vocabulary, language)

    def encode(self, waveform: Waveform, windows: Sequence[Window]) -> ctranslate2.StorageView:
        mels = spectrograms(waveform, windows, self._model.n_mels)
        if self._encoder is None:
            return self._model.encode(_view(mels.numpy()), to_cpu=True)
        return _view(encoded(self._encoder, mels).numpy())

    def rows(self, features: ctranslate2.StorageView, rows: Sequence[int]) -> ctranslate2.StorageView:
        return _view(np.asarray(features)[list(rows)])

    def detect(self, features: ctranslate2.StorageView) -> Sequence[Mapping[str, float]]:
        found = self._model.detect_language(features)
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
        prompt = _prompt(tokenizer, settings)
        if temperature > 0.0:
            ctranslate2.set_random_seed(seeds[0])  # the process's own: begun anew, the result repeats
        results = self._model.generate(
            features,
            [prompt] * len(limits),
            beam_size=settings.beam if temperature == 0.0 else 1,
            sampling_topk=1 if temperature == 0.0 else 0,
            sampling_temperature=temperature or 1.0,
            max_length=len(prompt) + max(limits),
            suppress_tokens=never_written(tokenizer),
            max_initial_timestamp_index=_LATEST_FIRST,
            return_scores=True,
            return_no_speech_prob=True,
        )
        return [
            _decoded(result, tokenizer, limit, temperature)
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
        pieces: list[list[Piece]] = [[] for _ in texts]
        if not rows:
            return pieces
        found = self._model.align(
            self.rows(features, rows),
            list(tokenizer.sot_sequence),
            [list(texts[row]) for row in rows],
            [round(seconds[row] * FRAMES_PER_SECOND) for row in rows],
        )
        for row, alignment in zip(rows, found, strict=True):
            pieces[row] = _pieces(alignment, list(texts[row]), tokenizer)
        return pieces


def _pieces(
    alignment: ctranslate2.models.WhisperAlignmentResult,
    text: list[int],
    tokenizer: Tokenizer,
) -> list[Piece]:
    """As openai-whisper's `find_alignment` reads the path of time warping: a token begins where it is met."""
    texts, tokens = tokenizer.split_to_word_tokens([*text, tokenizer.eot])
    begins: dict[int, float] = {}
    for token, frame in alignment.alignments:
        begins.setdefault(token, frame * _TOKEN_SECONDS)
    # A token that the path leaves out begins where the one before it does.
    moments = list(accumulate(range(len(text) + 1), lambda at, token: begins.get(token, at), initial=0.0))[1:]
    return pieces_of(texts[:-1], tokens[:-1], moments, alignment.text_token_probs)


def _decoded(
    result: ctranslate2.models.WhisperGenerationResult, tokenizer: Tokenizer, limit: int, temperature: float
) -> Decoded:
    """The library knows one limit for a batch; a window's own is kept here."""
    written = result.sequences_ids[0]
    tokens = tuple(written[:limit])
    text = tokenizer.decode([token for token in tokens if token < tokenizer.eot]).strip()
    return Decoded(
        tokens=tokens,
        log_probability=result.scores[0] * len(written) / (len(written) + 1),
        no_speech=result.no_speech_prob,
        compression=compression_ratio(text) if text else 0.0,
        temperature=temperature,
        complete=len(tokens) < limit,
    )


def _prompt(tokenizer: Tokenizer, settings: Settings) -> list[int]:
    before = [tokenizer.sot_prev, *settings.prompt] if settings.prompt else []
    return [*before, *tokenizer.sot_sequence]


def _view(array: NDArray[np.float32]) -> ctranslate2.StorageView:
    return ctranslate2.StorageView.from_array(np.ascontiguousarray(array, dtype=np.float32))


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else 0


def _vocabulary_size(folder: Path) -> int:
    """How many tokens the model knows, which tells its languages and its tokenizer."""
    if not folder.is_dir():
        raise ModelError(f"There is no folder {folder}.", hint="Check the path.")
    missing = [name for name in ("model.bin", "config.json") if not (folder / name).is_file()]
    if missing:
        raise ModelError(
            f"{folder} is not a Whisper model converted for CTranslate2: {', '.join(missing)} missing.",
            hint=_HINT,
        )
    try:
        return Container.read(folder / "model.bin").variables["decoder/embeddings/weight"].shape[0]
    except (OSError, KeyError, ContainerError) as error:
        raise ModelError(
            f"{folder} is not a Whisper model converted for CTranslate2: {error}.", hint=_HINT
        ) from None
