"""Where PyTorch models run: the graphics card if there is one that PyTorch can use, else the processor."""

from __future__ import annotations

import torch


def torch_device() -> torch.device:
    """The device for every model of this process."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")
