"""Imports of the libraries that engines need, which may be missing or broken on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.errors import MissingToolError


@contextmanager
def needed_packages() -> Iterator[None]:
    """Around imports: MissingToolError where a package is missing, whichever module of ours asked for it."""
    try:
        yield
    except (ImportError, OSError) as error:  # OSError: a native library that does not load
        raise MissingToolError(
            f"A package that this engine needs is missing or broken: {error}.",
            hint="Install it: `pip install broadcast-pipeline`.",
        ) from error
