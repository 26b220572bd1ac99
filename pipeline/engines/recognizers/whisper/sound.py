"""Windows of sound to the spectrograms that Whisper reads, the same for both libraries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import torch
from whisper.audio import N_SAMPLES, log_mel_spectrogram, pad_or_trim

from pipeline.engines.recognition import Window
from pipeline.media.waveform import Waveform

if TYPE_CHECKING:
    from torch import Tensor


def spectrograms(
    waveform: Waveform, windows: Sequence[Window], bands: int, device: str | torch.device = "cpu"
) -> Tensor:
    """Log-mel spectrograms of shape (windows, bands, 3000), each window filled up to 30 s with silence.

    They are made for each window, not for the file: their floor hangs on the loudest moment, and those of a
    whole file take more memory than its sound.
    """
    cuts = (torch.from_numpy(pad_or_trim(window.sound(waveform), N_SAMPLES)).to(device) for window in windows)
    return torch.stack([log_mel_spectrogram(cut, bands) for cut in cuts])
