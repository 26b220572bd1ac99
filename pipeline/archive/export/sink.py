"""Where exported rows go."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from pipeline.archive.export.tables import Row


class Sink(Protocol):
    """Open for rows; what was put is on the disk when it is closed without an error."""

    def put(self, table: str, rows: Iterable[Row]) -> None:
        """Append rows to a table."""
        ...


Opening = Callable[[Path, tuple[str, ...]], AbstractContextManager[Sink]]
"""Opens a sink that writes some tables into a folder. Raises MissingToolError, and OutputError in use."""
