"""Import torchaudio beside a torch of another build.

torchaudio's public wheel is compiled against a CUDA torch. Beside a CPU torch its native extension cannot be
loaded and `import torchaudio` dies with OSError, although nothing pyannote.audio does at inference needs
that extension. On that error, and only then, a stand-in without native code takes the extension's place.
This module can go when torchaudio publishes a wheel that imports without its extension.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

_EXTENSION = "torchaudio._extension"


def import_torchaudio() -> ModuleType:
    """Import and return torchaudio, with its extension if that loads and without it otherwise."""
    try:
        return importlib.import_module("torchaudio")
    except OSError:
        for name in [n for n in sys.modules if n == "torchaudio" or n.startswith("torchaudio.")]:
            del sys.modules[name]
        sys.modules[_EXTENSION] = _stand_in()
        return importlib.import_module("torchaudio")


def _stand_in() -> ModuleType:
    module = ModuleType(_EXTENSION, "Stands in for torchaudio's native extension, which did not load.")

    def unavailable(function: Callable[..., Any]) -> Callable[..., Any]:
        return function

    vars(module).update(
        _IS_TORCHAUDIO_EXT_AVAILABLE=False,
        _IS_ALIGN_AVAILABLE=False,
        fail_if_no_align=unavailable,
    )
    return module
