"""What a pull tells whoever is watching. The command line draws a bar from it; the default stays silent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

Meter = Callable[[int, int | None], None]
"""Called with the bytes of one file received so far, and its size in bytes when known."""


class Progress(Protocol):
    """Follows a pull. Calls come in the order of events, from the pulling thread."""

    def waiting(self, model: str) -> None:
        """Another process is writing this model; the pull waits for it."""

    def elsewhere(self, model: str, why: str, source: str) -> None:
        """A source did not deliver, and in words why; `source` is tried now."""

    def receiving(self, model: str, file: str, received: int, size: int | None) -> None:
        """`received` bytes of `size` (None when not known) have come in; starts with 0."""

    def finished(self, model: str, files: int) -> None:
        """The model is complete; `files` of its files were fetched now, 0 when all were there already."""


class Silent:
    """Nobody is watching."""

    def waiting(self, model: str) -> None:
        """Say nothing."""

    def elsewhere(self, model: str, why: str, source: str) -> None:
        """Say nothing."""

    def receiving(self, model: str, file: str, received: int, size: int | None) -> None:
        """Say nothing."""

    def finished(self, model: str, files: int) -> None:
        """Say nothing."""


SILENT = Silent()
