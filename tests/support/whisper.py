"""A Whisper model of a few kilobytes, with every tensor that a real one has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.models.whisper.checkpoint import container_blocks

SIZES = {
    "n_mels": 5,
    "n_audio_ctx": 6,
    "n_audio_state": 8,
    "n_audio_head": 2,
    "n_audio_layer": 2,
    "n_vocab": 11,
    "n_text_ctx": 7,
    "n_text_state": 8,
    "n_text_head": 2,
    "n_text_layer": 1,
}


def tensors() -> dict[str, NDArray[np.float16]]:
    """Random numbers under the names and in the shapes of openai-whisper."""
    numbers = np.random.default_rng(7)
    return {name: numbers.standard_normal(shape).astype(np.float16) for name, shape in _shapes()}


def write_container(path: Path, state: Mapping[str, NDArray[np.float16]]) -> Path:
    """CTranslate2's container of these tensors."""
    path.write_bytes(b"".join(container_blocks(state, SIZES)))
    return path


def _shapes() -> Iterator[tuple[str, tuple[int, ...]]]:
    yield "encoder.positional_embedding", (6, 8)
    yield "decoder.positional_embedding", (7, 8)
    yield "decoder.token_embedding.weight", (11, 8)
    yield from _weight_and_bias("encoder.conv1", (8, 5, 3))
    yield from _weight_and_bias("encoder.conv2", (8, 8, 3))
    yield from _weight_and_bias("encoder.ln_post", (8,))
    yield from _weight_and_bias("decoder.ln", (8,))
    for block in ("encoder.blocks.0", "encoder.blocks.1", "decoder.blocks.0"):
        for attention in ("attn", "cross_attn") if block.startswith("decoder") else ("attn",):
            yield from _weight_and_bias(f"{block}.{attention}_ln", (8,))
            for role in ("query", "value", "out"):
                yield from _weight_and_bias(f"{block}.{attention}.{role}", (8, 8))
            yield f"{block}.{attention}.key.weight", (8, 8)
        yield from _weight_and_bias(f"{block}.mlp.0", (32, 8))
        yield from _weight_and_bias(f"{block}.mlp.2", (8, 32))
        yield from _weight_and_bias(f"{block}.mlp_ln", (8,))


def _weight_and_bias(name: str, shape: tuple[int, ...]) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield f"{name}.weight", shape
    yield f"{name}.bias", shape[:1]
