"""The CAM++ speaker encoder as a pyannote.audio `Model`.

Wang et al., "CAM++: A fast and efficient network for speaker verification using context-aware masking"
(Interspeech 2023, arXiv 2303.00332): a small residual network over the 80 mel bands, then time-delay layers
in three densely connected blocks, each layer's output weighted by what it hears around it; mean and
deviation over time; a projection to 192 numbers. Written from the paper; the modules bear the names of
3D-Speaker's published weights.

Differs from running the encoder on a whole chunk: frames that the mask leaves out never reach the network,
whose masking would otherwise take silence and other people for the voice's surroundings.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import torch
from pyannote.audio.core.model import Model
from torch import Tensor, nn

from pipeline.engines.diarizers.campplus.filterbank import HOP, KaldiFilterbank
from pipeline.engines.diarizers.campplus.layers import (
    DenseBlock,
    FrontEnd,
    NormedLinear,
    Transition,
    timewise_norm,
)
from pipeline.media.waveform import SAMPLE_RATE

DIMENSION = 192
SHORTEST = 40
"""Frames of 10 ms (0.4 s) under which a voice cannot be told: its embedding is NaN, as pyannote expects."""
STRIDE = 2
"""Frames that go into one frame vector."""
FRAMES_A_SECOND = SAMPLE_RATE // HOP
WIDTH = 512
"""Length of a frame vector."""
_LENGTHS = 100
"""Lengths, in frames, come in multiples of this: oneDNN prepares for each new one, a third of the time that
encoding 10 s takes."""
_GROWTH = 32
_BLOCKS = ((12, 1), (24, 2), (16, 2))
"""Layers of each dense block, and their dilation."""
_FIRST = 128


class CAMPlusPlus(Model):
    """Speaker encoder: sound (batch, 1, samples) and masks (batch, frames) to voices (batch, 192)."""

    def __init__(self) -> None:
        super().__init__(sample_rate=SAMPLE_RATE, num_channels=1)
        self.filterbank = KaldiFilterbank()
        self.head = FrontEnd()
        self.xvector = nn.Sequential()
        self.xvector.add_module("tdnn", NormedLinear(self.head.width, _FIRST, kernel=5, stride=STRIDE))
        width = _FIRST
        for number, (layers, dilation) in enumerate(_BLOCKS, start=1):
            self.xvector.add_module(f"block{number}", DenseBlock(width, layers, _GROWTH, dilation))
            width += layers * _GROWTH
            self.xvector.add_module(f"transit{number}", Transition(width, width // 2))
            width //= 2
        self.xvector.add_module("out_nonlinear", timewise_norm(width))
        self.xvector.add_module("dense", NormedLinear(2 * width, DIMENSION, affine=False, rectified=False))

    @classmethod
    def load(cls, weights: Path) -> CAMPlusPlus:
        """Read the published checkpoint; only tensors are unpickled, and each must have its place."""
        model = cls()
        model.load_state_dict(torch.load(weights, map_location="cpu", weights_only=True), strict=True)
        # Convolutions over bands and time are a quarter faster on a processor with the channels innermost.
        model.head.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # its stub lags behind
        model.eval()
        return model

    @property
    def dimension(self) -> int:
        """Length of an embedding."""
        return DIMENSION

    def forward(self, waveforms: Tensor, weights: Tensor | None = None, **_: Any) -> Tensor:
        """One embedding a row; a row is NaN where fewer than 0.4 s are left by its mask."""
        mels: Tensor = self.filterbank(waveforms[:, 0])
        if weights is None:
            if mels.shape[1] < SHORTEST:  # pyannote finds the shortest usable input by trying
                raise ValueError("too short for a voice")
            return self.pooled(self.vectors(mels))
        result = mels.new_full((len(mels), DIMENSION), torch.nan)
        for row, (mel, mask) in enumerate(zip(mels, frame_mask(weights, mels.shape[1]), strict=True)):
            if mask.sum() >= SHORTEST:
                result[row] = self.pooled(self.vectors(mel[mask][None]))[0]
        return result

    def vectors(self, mels: Tensor) -> Tensor:
        """Frame vectors (batch, 512, frames / 2) of one voice's mel energies (batch, frames, 80).

        The j-th belongs to the frame 2j. The mean over the frames is taken off first.
        """
        heard: Tensor = self.head((mels - mels.mean(dim=1, keepdim=True)).transpose(1, 2))
        for name, layer in self.xvector.named_children():
            if name != "dense":
                heard = layer(heard)
        return heard

    def vectors_of_one(self, mels: Tensor) -> Tensor:
        """Frame vectors (n / 2, 512) of one voice's frames (n, 80), which may be any number.

        They are filled up with the voice's own beginning, so that nothing but the voice is heard.
        """
        frames = len(mels)
        filled = torch.arange(math.ceil(frames / _LENGTHS) * _LENGTHS, device=mels.device) % frames
        return self.vectors(mels[filled][None])[0].T[: math.ceil(frames / STRIDE)]

    def pooled(self, vectors: Tensor) -> Tensor:
        """Voices (batch, 192) from frame vectors (batch, 512, n): mean and deviation, projected."""
        statistics = torch.cat([vectors.mean(dim=2), vectors.std(dim=2)], dim=1)
        return self.projected(statistics)

    def projected(self, statistics: Tensor) -> Tensor:
        """Voices (batch, 192) from mean and deviation (batch, 1024)."""
        voices: Tensor = self.xvector.get_submodule("dense")(statistics[..., None])[..., 0]
        return voices


def frame_mask(weights: Tensor, frames: int) -> Tensor:
    """Masks (batch, any length) as booleans, one a frame of 10 ms."""
    return nn.functional.interpolate(weights[:, None].float(), size=frames, mode="nearest")[:, 0] > 0.5
