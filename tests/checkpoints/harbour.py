"""The trained checkpoint: its dimensions, how it is stored, and openai-whisper's own file made from it.

Stored are the decoder rows of the tokens in use only. Every other token of the multilingual vocabulary gets
the same row, which makes its logit -40 whatever is heard: the last layer norm gives one hidden value that is
always 1, and the row has -40 there and nothing else. Timestamp rows and decoder positions are sinusoids times
a matrix.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from whisper.model import ModelDimensions, Whisper, sinusoids

STORED = Path(__file__).with_name("harbour.npz")
DIMENSIONS = ModelDimensions(
    n_mels=80,
    n_audio_ctx=1500,
    n_audio_state=96,
    n_audio_head=4,
    n_audio_layer=2,
    n_vocab=51865,
    n_text_ctx=448,
    n_text_state=96,
    n_text_head=4,
    n_text_layer=2,
)
FIRST_TIMESTAMP = 50364
TIMESTAMPS = 1501
UNUSED = -40.0
"""The logit of a token that was never trained."""

_EMBEDDING = "decoder.token_embedding.weight"
_POSITIONS = "decoder.positional_embedding"
_COMPUTED = ("encoder.positional_embedding",)


def sinusoid_rows(count: int) -> torch.Tensor:
    """The first `count` rows of Whisper's table of positions, (count, width)."""
    rows: torch.Tensor = sinusoids(count, DIMENSIONS.n_text_state)
    return rows


def unused_row() -> torch.Tensor:
    """The embedding of a token that was never trained."""
    row = torch.zeros(DIMENSIONS.n_text_state)
    row[-1] = UNUSED
    return row


def store(state: dict[str, torch.Tensor], tables: dict[str, torch.Tensor], path: Path = STORED) -> None:
    """Write half-precision weights: the model's `state` but its embeddings, and `tables` in their place.

    Tables: token_ids (n), token_rows (n, width), timestamp_map (width, width), timestamp_row (width),
    position_map (width, width).
    """
    kept = {name: value for name, value in state.items() if name not in (_EMBEDDING, _POSITIONS, *_COMPUTED)}
    weights = {name: value.detach().half().numpy() for name, value in (kept | tables).items()}
    weights["token_ids"] = tables["token_ids"].numpy().astype(np.uint16)
    np.savez_compressed(path, **weights)  # type: ignore[arg-type]  # the stubs take a name for allow_pickle


def write_checkpoint(path: Path, stored: Path = STORED) -> None:
    """Write openai-whisper's file format, with the whole vocabulary, in single precision."""
    torch.save({"dims": asdict(DIMENSIONS), "model_state_dict": _state(stored)}, path)


def _state(stored: Path) -> dict[str, torch.Tensor]:
    with np.load(stored) as archive:
        ids = torch.from_numpy(archive["token_ids"].astype(np.int64))
        weights = {name: torch.from_numpy(archive[name].astype(np.float32)) for name in archive.files}
    rows = unused_row().repeat(DIMENSIONS.n_vocab, 1)
    rows[ids] = weights["token_rows"]
    moments = sinusoid_rows(TIMESTAMPS) @ weights["timestamp_map"] + weights["timestamp_row"]
    rows[FIRST_TIMESTAMP : FIRST_TIMESTAMP + TIMESTAMPS] = moments
    computed = {
        _EMBEDDING: rows,
        _POSITIONS: sinusoid_rows(DIMENSIONS.n_text_ctx) @ weights["position_map"],
        _COMPUTED[0]: sinusoids(DIMENSIONS.n_audio_ctx, DIMENSIONS.n_audio_state),
    }
    names = Whisper(DIMENSIONS).state_dict()
    return {name: computed[name] if name in computed else weights[name] for name in names}
