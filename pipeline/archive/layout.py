"""Where things lie in an archive: transcripts in its tree, the program's own files in a hidden folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

HIDDEN = ".pipeline"
"""The folder of an archive in which the program keeps what belongs to itself."""


def transcripts_of(folder: Path) -> Iterator[Path]:
    """Every file of `folder` that may be a transcript, in order of path; hidden folders are passed by."""
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith(".json") and not name.startswith("."):
                yield Path(top) / name
