"""Overlapping windows over a recording, and whose frames are whose in each."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from pyannote.core import SlidingWindowFeature
from torch import Tensor, nn

from pipeline.engines.diarizers.campplus.encoder import FRAMES_A_SECOND, SHORTEST, frame_mask
from pipeline.engines.diarizers.pyannote.floats import in_floats
from pipeline.media.waveform import SAMPLE_RATE


class VoiceWindows:
    """The windows of a segmentation; frames are those of the filterbank, 10 ms apart."""

    def __init__(
        self,
        sound: Tensor,
        segmentations: SlidingWindowFeature,
        filterbank: Callable[[Tensor], Tensor],
    ) -> None:
        """`sound` is (samples,), the segmentations 0 or 1 in (windows, pyannote's own frames, speakers)."""
        self._sound = sound
        self._filterbank = filterbank
        self.data: NDArray[np.float32] = segmentations.data
        window = segmentations.sliding_window
        self._samples = round(window.duration * SAMPLE_RATE)
        self._apart = max(1, math.floor(window.duration / window.step + 1e-6))
        self.step = round(window.step * FRAMES_A_SECOND)
        self.seconds_a_frame = window.duration / self.data.shape[1]
        self.frames = len(self.mels(0))
        self.count = len(self.data)

    @property
    def anchors(self) -> list[int]:
        """Windows that together hear everything and hardly overlap; the last is one of them."""
        return sorted({*range(0, self.count, self._apart), self.count - 1})

    def mels(self, window: int) -> Tensor:
        """Mel energies (frames, 80); behind the recording's end is silence."""
        start = window * self.step * SAMPLE_RATE // FRAMES_A_SECOND
        cut = in_floats(self._sound[start : start + self._samples])
        return self._filterbank(nn.functional.pad(cut, (0, self._samples - len(cut)))[None])[0]

    def active(self, window: int) -> NDArray[np.float32]:
        """Who speaks, (speakers, pyannote's frames)."""
        active: NDArray[np.float32] = np.nan_to_num(self.data[window]).astype(np.float32).T
        return active

    def alone(self, window: int) -> Tensor:
        """Booleans (speakers, frames): the frames in which nobody else speaks."""
        return self.masks(_alone(self.active(window)))

    def telling(self, window: int, parts: NDArray[np.float32]) -> Tensor:
        """Booleans (parts, frames) from which each of `parts`, (parts, pyannote's frames), is to be told.

        As pyannote.audio has it, frames with several voices serve only a voice that has too few others.
        """
        alone = self.masks(parts * (self.active(window).sum(axis=0) < 2))
        enough = alone.sum(dim=1, keepdim=True) >= SHORTEST
        return torch.where(enough, alone, self.masks(parts))

    def masks(self, parts: NDArray[np.float32]) -> Tensor:
        """From pyannote's frames to ours, as booleans on the sound's device."""
        return frame_mask(torch.from_numpy(parts).to(self._sound.device), self.frames)


def _alone(active: NDArray[np.float32]) -> NDArray[np.float32]:
    clean: NDArray[np.float32] = active * (active.sum(axis=0) < 2)
    return clean
