"""Windows of sound to what Whisper's decoder attends to."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from whisper.model import Whisper

from pipeline.engines.whisper.openai.checkpoint import number_format
from pipeline.engines.whisper.sound import spectrograms
from pipeline.hearing import Window
from pipeline.waveform import Waveform


@torch.no_grad()
def encode(model: Whisper, waveform: Waveform, windows: Sequence[Window]) -> Tensor:
    """Features of shape (windows, frames, width)."""
    mels = spectrograms(waveform, windows, model.dims.n_mels, model.device)
    features: Tensor = model.encoder(mels.to(number_format(model)))
    return features
