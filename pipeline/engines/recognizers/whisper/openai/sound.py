"""Windows of sound to what Whisper's decoder attends to."""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor
from whisper.model import Whisper

from pipeline.engines.recognition import Window
from pipeline.engines.recognizers.whisper.encoder import encoded
from pipeline.engines.recognizers.whisper.openai.checkpoint import number_format
from pipeline.engines.recognizers.whisper.sound import spectrograms
from pipeline.media.waveform import Waveform


def encode(model: Whisper, waveform: Waveform, windows: Sequence[Window]) -> Tensor:
    """Features of shape (windows, frames, width)."""
    mels = spectrograms(waveform, windows, model.dims.n_mels, model.device)
    return encoded(model.encoder, mels.to(number_format(model)))
