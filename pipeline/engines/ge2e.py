"""The GE2E speaker encoder as a pyannote.audio `Model`.

Wan et al., "Generalized end-to-end loss for speaker verification" (ICASSP 2018): a three-layer LSTM over 40
mel bands (25 ms frames, 10 ms apart, power, not log) reads slices of 1.6 s; its last state goes through a
linear layer, ReLU and an L2 norm. A voice is the mean of its slices.

Differs from running the encoder on a whole chunk: frames that the mask leaves out never reach the LSTM,
which would otherwise average silence and other people into the voice.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from pyannote.audio.core.model import Model
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_sequence

from pipeline.engines.torchaudio_shim import import_torchaudio
from pipeline.waveform import SAMPLE_RATE

_WIDTH = 256
_LAYERS = 3
_MEL_BANDS = 40
_FRAME = SAMPLE_RATE * 25 // 1000
_HOP = SAMPLE_RATE * 10 // 1000
_SLICE = 160
_SLICE_STEP = 80
_SHORTEST = 40
"""Frames (0.4 s) under which a voice cannot be told: its embedding is NaN, as pyannote expects."""
_LEVEL = 10 ** (-30 / 20)
"""Root mean square that quieter speech is raised to, as the encoder was trained."""


class GE2E(Model):
    """Speaker encoder: sound (batch, 1, samples) and masks (batch, frames) to unit vectors (batch, 256)."""

    bank: Tensor
    taper: Tensor

    def __init__(self) -> None:
        super().__init__(sample_rate=SAMPLE_RATE, num_channels=1)
        self.lstm = nn.LSTM(_MEL_BANDS, _WIDTH, _LAYERS, batch_first=True)
        self.linear = nn.Linear(_WIDTH, _WIDTH)
        bank = import_torchaudio().functional.melscale_fbanks(
            _FRAME // 2 + 1, 0.0, SAMPLE_RATE / 2, _MEL_BANDS, SAMPLE_RATE, norm="slaney", mel_scale="slaney"
        )
        self.register_buffer("bank", bank, persistent=False)
        self.register_buffer("taper", torch.hann_window(_FRAME), persistent=False)

    @classmethod
    def load(cls, weights: Path) -> GE2E:
        """Read the published checkpoint; only tensors are unpickled."""
        state = torch.load(weights, map_location="cpu", weights_only=True)["model_state"]
        model = cls()
        own = model.state_dict()
        model.load_state_dict({name: tensor for name, tensor in state.items() if name in own})
        model.eval()
        return model

    @property
    def dimension(self) -> int:
        """Length of an embedding."""
        return _WIDTH

    def forward(self, waveforms: Tensor, weights: Tensor | None = None, **_: Any) -> Tensor:
        """One embedding a row; a row is NaN where fewer than 0.4 s are left by its mask."""
        mels, loudness = self._analyse(waveforms[:, 0])
        if weights is None:
            if mels.shape[1] < _SHORTEST:  # pyannote finds the shortest usable input by trying
                raise ValueError("too short for a voice")
            keep = torch.ones(mels.shape[:2], dtype=torch.bool, device=mels.device)
        else:
            keep = nn.functional.interpolate(weights[:, None], size=mels.shape[1], mode="nearest")[:, 0] > 0.5
        heard = zip(mels, loudness, keep, strict=True)
        return self._embed([_level(mel[mask], power[mask]) for mel, power, mask in heard])

    def _analyse(self, waveforms: Tensor) -> tuple[Tensor, Tensor]:
        """Mel energies (batch, frames, bands) and mean power of the samples under each frame."""
        spectrum = torch.stft(
            waveforms, _FRAME, _HOP, window=self.taper, center=True, pad_mode="constant", return_complex=True
        )
        energy = spectrum.abs().square().transpose(1, 2)
        # Parseval over the one-sided spectrum: every bin but the first and last stands for two.
        power = (2 * energy.sum(dim=2) - energy[..., 0] - energy[..., -1]) / (
            _FRAME * self.taper.square().sum()
        )
        return energy @ self.bank, power

    def _embed(self, voices: list[Tensor]) -> Tensor:
        slices = [_slices(voice) for voice in voices]
        flat = [piece for pieces in slices for piece in pieces]
        result = torch.full((len(voices), _WIDTH), torch.nan, device=self.linear.weight.device)
        if not flat:
            return result
        packed = pack_padded_sequence(
            pad_sequence(flat, batch_first=True),
            torch.tensor([len(piece) for piece in flat]),
            batch_first=True,
            enforce_sorted=False,
        )
        _, (hidden, _) = self.lstm(packed)
        vectors = nn.functional.normalize(torch.relu(self.linear(hidden[-1])), dim=1)
        for row, part in enumerate(torch.split(vectors, [len(pieces) for pieces in slices])):
            if len(part):
                result[row] = nn.functional.normalize(part.mean(dim=0), dim=0)
        return result


def _level(mel: Tensor, power: Tensor) -> Tensor:
    """Raise quiet speech to the level of training; mel energies grow with the square of the gain."""
    if not len(mel):
        return mel
    gain = _LEVEL**2 / power.mean().clamp(min=1e-12)
    return mel * gain.clamp(min=1.0)


def _slices(voice: Tensor) -> list[Tensor]:
    """Overlapping slices of 1.6 s, the last one ending with the voice; one short slice if there is less."""
    if len(voice) < _SHORTEST:
        return []
    last = max(0, len(voice) - _SLICE)
    starts = [*range(0, last, _SLICE_STEP), last]
    return [voice[start : start + _SLICE] for start in starts]
