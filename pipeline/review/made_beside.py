"""What was made from a transcript and lies beside it, written again when nobody has typed for a while."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

from pipeline.errors import PipelineError
from pipeline.formats.beside import Beside
from pipeline.formats.transcript_file import TranscriptFile
from pipeline.storage.atomic import write_bytes
from pipeline.transcript.model import Transcript

_QUIET = 2.0
"""Seconds without a correction after which it is written."""


class MadeBeside:
    """The files beside the transcript `file`. What is not made of it, or no longer is, is left alone.

    `failed` is told why something could not be written; the transcript itself is safe then.
    """

    def __init__(self, file: TranscriptFile, failed: Callable[[PipelineError], None]) -> None:
        self._file = file
        self._failed = failed
        self._made: list[tuple[Beside, bytes]] | None = None
        self._due: Transcript | None = None
        self._timer: threading.Timer | None = None
        self._lock = threading.Lock()

    def wait_for_quiet(self, transcript: Transcript) -> None:
        """Write later, of this transcript."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            self._due = transcript
            self._timer = threading.Timer(_QUIET, self.write)
            self._timer.daemon = True
            self._timer.start()

    def write(self) -> None:
        """Write at once what is due."""
        with self._lock:
            transcript, self._due = self._due, None
            if self._timer is not None:
                self._timer.cancel()
            if transcript is None:
                return
            try:
                self._made = [self._again(one, last, transcript) for one, last in self._of_transcript()]
            except PipelineError as error:
                self._failed(error)

    def _of_transcript(self) -> list[tuple[Beside, bytes]]:
        """What is made of it, each with what it held when it was last known to be."""
        if self._made is None:
            found = (one for one in self._file.made_from_it() if one.settings is not None)
            self._made = [(one, one.path.read_bytes()) for one in found]
        return self._made

    def _again(self, one: Beside, last: bytes, transcript: Transcript) -> tuple[Beside, bytes]:
        if not _holds(one, last):
            return replace(one, settings=None), last  # somebody has written something else there
        if one.settings is None:
            return one, last
        data = one.written(transcript)
        write_bytes(one.path, data, force=True)
        return one, data


def _holds(one: Beside, data: bytes) -> bool:
    try:
        return one.path.read_bytes() == data
    except OSError:
        return False
