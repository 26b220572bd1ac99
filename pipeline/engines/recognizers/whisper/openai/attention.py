"""Which of PyTorch's ways to attend a Whisper model takes."""

from __future__ import annotations

from contextlib import AbstractContextManager

from torch.nn.attention import SDPBackend, sdpa_kernel

_EVERY_LENGTH = (SDPBackend.FLASH_ATTENTION, SDPBackend.EFFICIENT_ATTENTION, SDPBackend.MATH)
"""All but cuDNN's, which PyTorch prefers on recent cards: it prepares itself anew for each length of text,
and each token makes the text longer. On an H200 a recording of 125 s took 20 s with it and 2.2 s without."""


def quick_attention() -> AbstractContextManager[None]:
    """While it lasts, no way is taken that is slow where every step has another length."""
    return sdpa_kernel(list(_EVERY_LENGTH))
