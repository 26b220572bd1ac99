"""Imports of the libraries that engines need, which may be missing or broken on this machine.

Some of them change the process that imports them. What they changed is put back.
"""

from __future__ import annotations

import os
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from pipeline.errors import MissingToolError

_VARIABLES = ("MPLCONFIGDIR", "PYTORCH_NVML_BASED_CUDA_CHECK", "TORCHINDUCTOR_CACHE_DIR")
"""What matplotlib, lightning and PyTorch set and nobody here reads.

scikit-learn's KMP_DUPLICATE_LIB_OK and KMP_INIT_AT_FORK stay: where two libraries bring an OpenMP of their
own, the process may die at its first use without them.
"""
_one_at_a_time = threading.RLock()


@contextmanager
def needed_packages() -> Iterator[None]:
    """Around imports: MissingToolError where a package is missing, whichever module of ours asked for it."""
    with _one_at_a_time, _process_as_it_was():
        try:
            yield
        except (ImportError, OSError) as error:  # OSError: a native library that does not load
            raise MissingToolError(
                f"A package that this engine needs is missing or broken: {error}.",
                hint="Install it: `pip install broadcast-pipeline`.",
            ) from error


@contextmanager
def _process_as_it_was() -> Iterator[None]:
    filters = list(warnings.filters)
    kept = {name: os.environ.get(name) for name in (*_VARIABLES, "HOME")}
    if not _has_home():
        os.environ["HOME"] = os.sep  # pyannote.database looks for a file of its own there, and fails without
    try:
        yield
    finally:
        live = cast("list[Any]", warnings.filters)
        live[:] = [found for found in filters if found in live]
        for name, value in kept.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _has_home() -> bool:
    try:
        Path.home()
    except RuntimeError:  # no HOME, and a user whom this machine does not know
        return False
    return True
