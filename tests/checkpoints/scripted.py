"""Checkpoints of real size that write the same text whatever they hear, for measuring speed.

Position decides: the decoder's position embedding holds the code of the token that follows, strong enough to
drown the token before it and what the layers add. The layers have random weights and do all their work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import torch
from torch import Tensor
from whisper.model import ModelDimensions, Whisper
from whisper.tokenizer import Tokenizer, get_tokenizer

BASE = ModelDimensions(80, 1500, 512, 8, 6, 51865, 448, 512, 8, 6)
"""The dimensions of openai-whisper's multilingual `base`."""
END = 29.0
"""The text's last timestamp, in seconds."""
MOST_TOKENS = 220
"""Decoding stops after 224 tokens, timestamps and end included."""
_POSITION, _BRANCH, _OTHERS = 8.0, 0.02, 0.2
"""Length of a position's code (a token's is 1), scale of what a layer adds, length of rows not written."""
_CERTAINTY = 40.0
"""About the logit of the token that follows, whatever the width."""


def write_scripted(path: Path, dims: ModelDimensions, tokens: int, seed: int = 0) -> None:
    """Write a checkpoint that decodes to <|0.00|>, `tokens` text tokens, <|29.00|>, greedily and with beams.

    It holds for English without a prompt. Raises ValueError when `tokens` is not within 1 to 220.
    """
    if not 1 <= tokens <= MOST_TOKENS:
        raise ValueError(f"{tokens} text tokens; 1 to {MOST_TOKENS} can be written")
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = Whisper(dims)
        _fill(model)
        _write_in(model, script(dims, tokens))
    torch.save({"dims": asdict(dims), "model_state_dict": model.state_dict()}, path)


def script(dims: ModelDimensions, tokens: int) -> tuple[int, ...]:
    """Everything that follows <|startoftranscript|>: different words, chosen by the torch generator."""
    tokenizer = get_tokenizer(True, num_languages=dims.n_vocab - 51766, language="en", task="transcribe")
    words = _words(tokenizer)
    chosen = [words[index] for index in torch.randperm(len(words))[:tokens].tolist()]
    end = tokenizer.timestamp_begin + round(END / 0.02)
    return (*tokenizer.sot_sequence[1:], tokenizer.timestamp_begin, *chosen, end, tokenizer.eot)


def _words(tokenizer: Tokenizer) -> list[int]:
    """Tokens that are words of at least four small letters."""
    texts = (tokenizer.encoding.decode_single_token_bytes(token) for token in range(tokenizer.eot))
    return [n for n, text in enumerate(texts) if text[:1] == b" " and len(text) > 4 and text[1:].islower()
            and text[1:].isalpha()]  # fmt: skip


@torch.no_grad()
def _fill(model: Whisper) -> None:
    """Random weights, and branches that add little to what passes them by."""
    for name, weight in model.named_parameters():
        if weight.dim() >= 2:
            torch.nn.init.normal_(weight, std=weight[0].numel() ** -0.5)
        elif name.endswith("bias"):
            torch.nn.init.zeros_(weight)
    for block in (*model.encoder.blocks, *model.decoder.blocks):
        for branch in (block.attn.out, block.mlp[2], block.cross_attn and block.cross_attn.out):
            if branch:
                branch.weight *= _BRANCH


@torch.no_grad()
def _write_in(model: Whisper, followers: Sequence[int]) -> None:
    """Make `followers` come one after the other from position 0 on."""
    rows, positions = model.decoder.token_embedding.weight, model.decoder.positional_embedding
    rows *= _OTHERS / _length(rows)
    codes = torch.randn(len(followers), rows.shape[1])
    codes = codes / _length(codes)
    rows[list(followers)] = codes
    positions *= _POSITION / _length(positions)
    positions[: len(followers)] = _POSITION * codes
    model.decoder.ln.weight.fill_(_CERTAINTY / rows.shape[1] ** 0.5)


def _length(rows: Tensor) -> Tensor:
    lengths: Tensor = torch.linalg.vector_norm(rows, dim=-1, keepdim=True)
    return lengths
