"""OpenAI's own file of a Whisper model, read with PyTorch. Nothing in it is run."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import MissingToolError, ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


_UNREADABLE = (
    OSError,
    RuntimeError,
    pickle.UnpicklingError,
    EOFError,
    KeyError,
    TypeError,
    ValueError,
    AttributeError,
)
"""What PyTorch raises for a damaged file, and what comes of one that holds something else."""


def read_checkpoint(path: Path) -> tuple[dict[str, NDArray[np.generic]], dict[str, int]]:
    """The state dict and the dimensions. Raises ModelError, or MissingToolError without PyTorch."""
    try:
        import torch
    except (ImportError, OSError) as error:  # OSError: a native library that does not load
        raise MissingToolError(
            f"{path} is a file of PyTorch, which is missing or broken: {error}.",
            hint="Install it: `pip install broadcast-pipeline`.",
        ) from None
    try:
        content: Any = torch.load(path, map_location="cpu", weights_only=True, mmap=True)
        state = {str(name): tensor.numpy() for name, tensor in content["model_state_dict"].items()}
        return state, {str(name): int(size) for name, size in content["dims"].items()}
    except _UNREADABLE as error:
        lines = str(error).strip().splitlines()
        why = lines[0] if lines else type(error).__name__
        raise ModelError(f"{path} is not a Whisper checkpoint that can be read ({why}).") from None
