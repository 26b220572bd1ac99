"""An openai-whisper checkpoint as a CTranslate2 folder, for faster-whisper."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import numpy as np
import torch
from ctranslate2.specs import WhisperSpec
from ctranslate2.specs.attention_spec import MultiHeadAttentionSpec
from ctranslate2.specs.common_spec import LayerNormSpec, LinearSpec
from ctranslate2.specs.transformer_spec import FeedForwardSpec
from numpy.typing import NDArray
from whisper.model import ModelDimensions
from whisper.tokenizer import Tokenizer, get_tokenizer

from tests.checkpoints.vocabulary import tokenizer_json, vocabulary

Weights = Mapping[str, NDArray[np.float32]]


def write_ctranslate(checkpoint: Path, folder: Path) -> None:
    """Write model.bin, config.json, vocabulary.json, tokenizer.json and preprocessor_config.json."""
    stored = torch.load(checkpoint, map_location="cpu", weights_only=True)
    dims = ModelDimensions(**stored["dims"])
    weights = {name: value.float().numpy() for name, value in stored["model_state_dict"].items()}
    tokenizer = get_tokenizer(True, num_languages=dims.n_vocab - 51766, language="en", task="transcribe")
    spec = _spec(dims, weights)
    spec.register_vocabulary(vocabulary(tokenizer))
    for name, value in _config(dims, tokenizer).items():
        setattr(spec.config, name, value)
    spec.validate()
    spec.optimize()
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))
    (folder / "tokenizer.json").write_text(tokenizer_json(tokenizer), encoding="utf-8")
    (folder / "preprocessor_config.json").write_text(json.dumps({"feature_size": dims.n_mels}), "utf-8")


def _spec(dims: ModelDimensions, weights: Weights) -> WhisperSpec:
    spec = WhisperSpec(dims.n_audio_layer, dims.n_audio_head, dims.n_text_layer, dims.n_text_head)
    for number in (1, 2):
        convolution = getattr(spec.encoder, f"conv{number}")
        convolution.weight = weights[f"encoder.conv{number}.weight"]
        convolution.bias = weights[f"encoder.conv{number}.bias"]
    for part, name, last in ((spec.encoder, "encoder", "ln_post"), (spec.decoder, "decoder", "ln")):
        part.position_encodings.encodings = weights[f"{name}.positional_embedding"]
        _norm(part.layer_norm, weights, f"{name}.{last}")
        for number, layer in enumerate(part.layer):
            block = f"{name}.blocks.{number}"
            _attention(layer.self_attention, weights, f"{block}.attn")
            if part is spec.decoder:
                _attention(layer.attention, weights, f"{block}.cross_attn")
            _feed_forward(layer.ffn, weights, f"{block}.mlp")
    spec.decoder.embeddings.weight = weights["decoder.token_embedding.weight"]
    spec.decoder.projection.weight = weights["decoder.token_embedding.weight"]
    return spec


def _norm(spec: LayerNormSpec, weights: Weights, name: str) -> None:
    spec.gamma, spec.beta = weights[f"{name}.weight"], weights[f"{name}.bias"]


def _linear(spec: LinearSpec, weights: Weights, *names: str) -> None:
    """One layer, or several that see the same input stacked into one; a missing bias is zero."""
    stacked = [weights[f"{name}.weight"] for name in names]
    biases = [
        weights.get(f"{name}.bias", np.zeros(len(weight), np.float32))
        for name, weight in zip(names, stacked, strict=True)
    ]
    spec.weight, spec.bias = np.concatenate(stacked), np.concatenate(biases)


def _attention(spec: MultiHeadAttentionSpec, weights: Weights, name: str) -> None:
    _norm(spec.layer_norm, weights, f"{name}_ln")
    query, key, value = (f"{name}.{part}" for part in ("query", "key", "value"))
    inputs = ((query, key, value),) if len(spec.linear) == 2 else ((query,), (key, value))
    for layer, names in zip(spec.linear, (*inputs, (f"{name}.out",)), strict=True):
        _linear(layer, weights, *names)


def _feed_forward(spec: FeedForwardSpec, weights: Weights, name: str) -> None:
    _norm(spec.layer_norm, weights, f"{name}_ln")
    _linear(spec.linear_0, weights, f"{name}.0")
    _linear(spec.linear_1, weights, f"{name}.2")


def _config(dims: ModelDimensions, tokenizer: Tokenizer) -> dict[str, list[int] | list[tuple[int, int]]]:
    """What decoding must know: the same tokens suppressed as by openai-whisper, its heads for word times."""
    never = (tokenizer.sot, tokenizer.sot_prev, tokenizer.sot_lm, tokenizer.no_speech)
    tasks = (tokenizer.transcribe, tokenizer.translate)
    layers = range(dims.n_text_layer // 2, dims.n_text_layer)
    return {
        "suppress_ids": sorted({*tokenizer.non_speech_tokens, *never, *tasks}),
        "suppress_ids_begin": [*tokenizer.encode(" "), tokenizer.eot],
        "lang_ids": list(tokenizer.all_language_tokens),
        "alignment_heads": list(product(layers, range(dims.n_text_head))),
    }
