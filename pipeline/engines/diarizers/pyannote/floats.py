"""Sound of 16 bits as networks want it, a few windows at a time: all of it would take twice the memory."""

from __future__ import annotations

import torch
from torch import Tensor

from pipeline.media.waveform import FULL_SCALE


def in_floats(sound: Tensor) -> Tensor:
    """Within ±1; floats as they are."""
    return sound.float() / FULL_SCALE if sound.dtype == torch.int16 else sound
