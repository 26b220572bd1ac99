"""Whisper while it learns: its own modules, a vocabulary of the tokens in use, and what it is marked on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from whisper.model import MultiHeadAttention, ResidualAttentionBlock, Whisper

from tests.checkpoints.harbour import DIMENSIONS, FIRST_TIMESTAMP, TIMESTAMPS, sinusoid_rows, unused_row
from tests.checkpoints.lessons import IGNORED, Lesson

WIDTH = DIMENSIONS.n_text_state
_NEAR = (0.02, 0.13, 0.70, 0.13, 0.02)
"""How a timestamp's mark is shared among its neighbours: 20 ms either way is hardly wrong."""

_AROUND = ((-7, -2, 2, 7), (-20, -6, 6, 20))
_BEFORE = (0, -1, -2, -3)
_AFTER = (1, 3, 6, 10)
"""Where heads look before they have learned anything, in positions: the encoder's around their own, those
of the decoder's first layer at the tokens before theirs, and at the sound after the timestamp put in."""
_STRESS = 8.0
"""Weight of the tokens that a prompt decides: they are few."""
_SHARPNESS = 1.5


@dataclass(frozen=True, slots=True)
class Page:
    """Lessons side by side, padded: inputs, labels (batch, length) and heard (batch, length, 2)."""

    inputs: Tensor
    labels: Tensor
    heard: Tensor


class Student(nn.Module):
    """The model to be. `token_ids` are the tokens in use, timestamps excepted; `words` are told apart."""

    free: Tensor
    compact: Tensor
    stress: Tensor

    def __init__(self, token_ids: Sequence[int], words: int, stressed: Sequence[int]) -> None:
        super().__init__()
        self.model = Whisper(replace(DIMENSIONS, n_vocab=1))
        self.token_ids = torch.tensor(token_ids)
        self.token_rows = nn.Parameter(torch.randn(len(token_ids), WIDTH) * 0.2)
        turned = torch.linalg.qr(torch.randn(WIDTH, WIDTH)).Q  # else a token's place would look like a time
        self.timestamp_map = nn.Parameter(turned * 0.3)
        self.timestamp_row = nn.Parameter(torch.randn(WIDTH) * 0.1)
        self.position_map = nn.Parameter(torch.eye(WIDTH) * 0.3)
        self.spotter = nn.Linear(WIDTH, words)
        for block, offsets in zip(self.model.encoder.blocks, _AROUND, strict=True):
            _look_beside(block.attn, offsets)
        first = self.model.decoder.blocks[0]
        _look_beside(first.attn, _BEFORE)
        _look_beside(first.cross_attn, _AFTER, turned)
        free = torch.ones(WIDTH)
        free[-1] = 0.0
        self.register_buffer("free", free)
        compact = torch.full((FIRST_TIMESTAMP + TIMESTAMPS,), len(token_ids))
        compact[self.token_ids] = torch.arange(len(token_ids))
        compact[FIRST_TIMESTAMP:] = torch.arange(TIMESTAMPS) + len(token_ids) + 1
        self.register_buffer("compact", compact)
        stress = torch.ones(len(token_ids) + 1 + TIMESTAMPS)
        stress[compact[torch.tensor(stressed)]] = _STRESS
        self.register_buffer("stress", stress)

    def rows(self) -> Tensor:
        """Embeddings: tokens in use, one that stands for all others, timestamps."""
        moments = sinusoid_rows(TIMESTAMPS) @ self.timestamp_map + self.timestamp_row
        return torch.cat([self.token_rows * self.free, unused_row()[None], moments * self.free])

    def encode(self, bands: Tensor, offsets: Tensor) -> Tensor:
        """Spectrograms (batch, 80, frames) that begin at given positions -> (batch, positions, width)."""
        encoder = self.model.encoder
        x = functional.gelu(encoder.conv2(functional.gelu(encoder.conv1(bands)))).permute(0, 2, 1)
        places = offsets[:, None] + torch.arange(x.shape[1])
        x = x + encoder.positional_embedding[places]
        for block in encoder.blocks:
            x = block(x)
        result: Tensor = encoder.ln_post(x)
        return result

    def decode(self, inputs: Tensor, audio: Tensor) -> tuple[Tensor, list[Tensor]]:
        """Log-probabilities over compact tokens, and each layer's log attention to the audio."""
        decoder, rows = self.model.decoder, self.rows()
        x = rows[inputs] + (sinusoid_rows(inputs.shape[1]) @ self.position_map)
        attention: list[Tensor] = []
        for block in decoder.blocks:
            x, looked = _through(block, x, audio, decoder.mask)
            attention.append(looked)
        x = functional.layer_norm(x, (WIDTH,), decoder.ln.weight * self.free, decoder.ln.bias * self.free)
        logits = (x + (1 - self.free)) @ rows.T
        return logits.log_softmax(-1), attention

    def page(self, lessons: Sequence[Lesson]) -> Page:
        """Pad lessons and number their tokens compactly."""
        length = max(len(lesson.inputs) for lesson in lessons)
        inputs = torch.zeros(len(lessons), length, dtype=torch.long)
        labels = torch.full((len(lessons), length), IGNORED)
        heard = torch.zeros(len(lessons), length, 2, dtype=torch.long)
        for row, lesson in enumerate(lessons):
            size = len(lesson.inputs)
            inputs[row, :size] = torch.tensor(lesson.inputs)
            labels[row, :size] = torch.tensor(lesson.labels)
            heard[row, :size] = torch.tensor(lesson.heard)
        known = self.compact[labels.clamp(min=0)]
        return Page(self.compact[inputs], torch.where(labels == IGNORED, IGNORED, known), heard)

    def tables(self) -> dict[str, Tensor]:
        """What is stored in place of the embeddings."""
        return {
            "token_ids": self.token_ids,
            "token_rows": (self.token_rows * self.free).detach(),
            "timestamp_map": (self.timestamp_map * self.free).detach(),
            "timestamp_row": (self.timestamp_row * self.free).detach(),
            "position_map": self.position_map.detach(),
        }

    def state(self) -> dict[str, Tensor]:
        """The model's weights, its last layer norm made to give the constant that unused rows rely on."""
        state: dict[str, Tensor] = self.model.state_dict()
        state["decoder.ln.weight"] = state["decoder.ln.weight"] * self.free
        state["decoder.ln.bias"] = state["decoder.ln.bias"] * self.free + (1 - self.free)
        return state

    def text_loss(self, logs: Tensor, labels: Tensor) -> Tensor:
        """Mean negative log-probability of the labels."""
        first = len(self.token_ids) + 1
        moment = (labels >= first)[..., None]
        reach = torch.arange(-2, 3)
        near = (labels[..., None] + reach).clamp(first, first + TIMESTAMPS - 1)
        choice = torch.where(moment, near, labels.clamp(min=0)[..., None])
        share = torch.where(moment, torch.tensor(_NEAR), (reach == 0).float())
        marks = (logs.gather(-1, choice) * share).sum(-1)
        weight = self.stress[labels.clamp(min=0)] * (labels != IGNORED)
        return -(marks * weight).sum() / weight.sum()


def attention_loss(looked: Tensor, heard: Tensor) -> Tensor:
    """Cross entropy of attention (batch, heads, length, positions) against even attention to `heard`."""
    places = torch.arange(looked.shape[-1])
    inside = ((places >= heard[..., :1]) & (places < heard[..., 1:])).float()
    size = inside.sum(-1)
    marks = (looked.mean(1) * inside).sum(-1) / size.clamp(min=1)
    return -marks[size > 0].mean()


def _through(block: ResidualAttentionBlock, x: Tensor, audio: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
    x = x + block.attn(block.attn_ln(x), mask=mask)[0]
    seen, looked = _look(block.cross_attn, block.cross_attn_ln(x), audio)
    x = x + seen
    return x + block.mlp(block.mlp_ln(x)), looked


def _look(attention: MultiHeadAttention, x: Tensor, audio: Tensor) -> tuple[Tensor, Tensor]:
    """Cross-attention as Whisper does it, but its weights can be learned from."""
    query, key, value = (
        part.unflatten(-1, (attention.n_head, -1)).transpose(1, 2)
        for part in (attention.query(x), attention.key(audio), attention.value(audio))
    )
    looked = (query @ key.transpose(-1, -2) * key.shape[-1] ** -0.5).log_softmax(-1)
    out = (looked.exp() @ value).transpose(1, 2).flatten(2)
    return attention.out(out), looked


@torch.no_grad()
def _look_beside(attention: MultiHeadAttention, offsets: Sequence[int], basis: Tensor | None = None) -> None:
    """Make each head compare the fastest sinusoids of two positions, one of them turned by its offset.

    `basis` is what the sinusoids of queries were multiplied by, if anything.
    """
    asked = torch.zeros_like(attention.query.weight)
    half, size = WIDTH // 2, WIDTH // attention.n_head // 2
    rates = torch.exp(-math.log(10_000) / (half - 1) * torch.arange(size))
    for head, offset in enumerate(offsets):
        turn_sin, turn_cos = torch.diag(torch.sin(offset * rates)), torch.diag(torch.cos(offset * rates))
        query = asked[2 * size * head : 2 * size * (head + 1)]
        key = attention.key.weight[2 * size * head : 2 * size * (head + 1)]
        for row, column, turn in ((0, 0, turn_cos), (0, 1, turn_sin), (1, 0, -turn_sin), (1, 1, turn_cos)):
            query[size * row : size * (row + 1), half * column : half * column + size] += _SHARPNESS * turn
        for row in (0, 1):
            key[size * row : size * (row + 1), half * row : half * row + size] += _SHARPNESS * torch.eye(size)
    attention.query.weight += asked if basis is None else asked @ basis


def seeded(number: int) -> np.random.Generator:
    """The only source of chance while training."""
    torch.manual_seed(number)
    return np.random.default_rng(number)
