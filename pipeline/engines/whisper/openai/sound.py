"""Windows of sound to what Whisper's decoder attends to."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from whisper import log_mel_spectrogram, pad_or_trim
from whisper.audio import N_SAMPLES
from whisper.model import Whisper

from pipeline.engines.whisper.openai.checkpoint import number_format
from pipeline.hearing import Window
from pipeline.waveform import Waveform


@torch.no_grad()
def encode(model: Whisper, waveform: Waveform, windows: Sequence[Window]) -> Tensor:
    """Features of shape (windows, frames, width). Each window is filled up to 30 s with silence.

    Spectrograms are made for each window, not for the file: their floor hangs on the loudest moment, and
    those of a whole file take more memory than its sound.
    """
    mels = [
        log_mel_spectrogram(
            torch.from_numpy(pad_or_trim(window.sound(waveform), N_SAMPLES)).to(model.device),
            model.dims.n_mels,
        )
        for window in windows
    ]
    features: Tensor = model.encoder(torch.stack(mels).to(number_format(model)))
    return features
