"""Log mel energies as Kaldi's `compute-fbank-feats` makes them, for a batch of sounds at once.

The defaults of Kaldi (Povey et al., ASRU 2011) without dither: the 25 ms frames lie wholly inside the
sound, 10 ms apart; each loses its mean, is pre-emphasised, and goes through the povey window, a Hann window
to the power 0.85. torchaudio.compliance.kaldi does the same for one sound at a time, and builds its mel
bank anew for each.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from pipeline.media.waveform import SAMPLE_RATE

BANDS = 80
HOP = SAMPLE_RATE * 10 // 1000
"""Samples from one frame to the next."""
_FRAME = SAMPLE_RATE * 25 // 1000
_TRANSFORM = 512
_LOWEST = 20.0
_PRE_EMPHASIS = 0.97
_SCALE = 32768.0
"""Kaldi reads 16-bit integers where we have samples between -1 and 1."""


class KaldiFilterbank(nn.Module):
    """Sound (batch, samples) at 16 kHz to natural-log mel energies (batch, frames, 80)."""

    window: Tensor
    bank: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("window", torch.hann_window(_FRAME, periodic=False) ** 0.85, persistent=False)
        self.register_buffer("bank", _mel_bank(), persistent=False)

    def forward(self, sound: Tensor) -> Tensor:
        """No frames at all where the sound is shorter than one."""
        if sound.shape[1] < _FRAME:
            return sound.new_zeros(len(sound), 0, BANDS)
        frames = (sound * _SCALE).unfold(1, _FRAME, HOP)
        frames = frames - frames.mean(dim=2, keepdim=True)
        before = torch.cat([frames[..., :1], frames[..., :-1]], dim=2)
        spectrum = torch.fft.rfft((frames - _PRE_EMPHASIS * before) * self.window, n=_TRANSFORM)
        energy = spectrum.real.square() + spectrum.imag.square()
        mels: Tensor = (energy @ self.bank).clamp(min=torch.finfo(torch.float32).eps).log()
        return mels


def _mel_bank() -> Tensor:
    """Triangles of equal width on the mel scale, 1127 ln(1 + f / 700); shape (257, 80)."""
    lowest, highest = _mel(torch.tensor([_LOWEST, SAMPLE_RATE / 2], dtype=torch.float64))
    edges = torch.linspace(float(lowest), float(highest), BANDS + 2, dtype=torch.float64)
    left, middle, right = edges[:-2], edges[1:-1], edges[2:]
    bins = torch.arange(_TRANSFORM // 2 + 1, dtype=torch.float64) * SAMPLE_RATE / _TRANSFORM
    place = _mel(bins)[:, None]
    rising, falling = (place - left) / (middle - left), (right - place) / (right - middle)
    return torch.minimum(rising, falling).clamp(min=0.0).float()


def _mel(hertz: Tensor) -> Tensor:
    return 1127.0 * torch.log1p(hertz / 700.0)
