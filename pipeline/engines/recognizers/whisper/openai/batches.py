"""How many windows go through a Whisper model at a time."""

from __future__ import annotations

import torch
from whisper.model import Whisper

from pipeline.engines.recognizers.whisper.openai.checkpoint import number_format

_SHARE_OF_CARD = 0.5
_ON_PROCESSOR = 1 << 30
"""Bytes for what the windows of a batch keep in memory."""
_MOST = {"cpu": 8, "cuda": 32}
"""Where more windows at a time gain nothing: decoding is bound by memory up to here."""
_MOST_BEAMS = {"cuda": 160}
"""The same in beams of all windows. On a processor one window at a time is as quick, since its beams then
share what is kept of the sound."""


def batch_size(model: Whisper) -> int:
    """As many windows as memory allows; at least one."""
    return max(1, min(_MOST.get(model.device.type, 8), _fitting(model)))


def beam_batch_size(model: Whisper, beam: int) -> int:
    """The same where each window has `beam` beams, with memory of its own for each."""
    most = _MOST_BEAMS.get(model.device.type, 1)
    return max(1, min(most, _fitting(model)) // beam)


def _fitting(model: Whisper) -> int:
    dims, device = model.dims, model.device.type
    numbers = dims.n_audio_ctx * (2 * dims.n_text_layer * dims.n_text_state + 8 * dims.n_audio_state)
    attention = dims.n_audio_head * dims.n_audio_ctx**2 if device == "cpu" else 0
    bytes_each = (numbers + attention) * number_format(model).itemsize
    room = torch.cuda.mem_get_info()[0] * _SHARE_OF_CARD if device == "cuda" else _ON_PROCESSOR
    return int(room // bytes_each)
