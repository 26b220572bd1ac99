"""Whether the recording that is played is the one that was transcribed."""

from __future__ import annotations

import threading
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.storage.input_file import sha256


class SameContent:
    """Compares the SHA-256 of a file with the one in the transcript, as `verify` does.

    It is worked out in the background, since a long recording on a slow disk takes minutes to read.
    """

    def __init__(self, path: Path, expected: str) -> None:
        self._path = path
        self._expected = expected
        self._found: bool | None = None
        self._work = threading.Thread(target=self._compare, daemon=True)
        self._lock = threading.Lock()

    def known(self) -> bool | None:
        """None while it is not known, and where it cannot be; begins to find out."""
        with self._lock:
            if self._work.ident is None:
                self._work.start()
        return self._found

    def _compare(self) -> None:
        try:
            self._found = sha256(self._path) == self._expected
        except PipelineError:
            return  # a file that cannot be read is told where it is to be played
