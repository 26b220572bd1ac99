"""What was made from a transcript and lies beside it, written again when nobody has typed for a while."""

from __future__ import annotations

import threading
from collections.abc import Callable

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
        self._unseen = [file]
        self._failed = failed
        self._made: list[tuple[Beside, bytes]] = []
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

    def follow(self, file: TranscriptFile, transcript: Transcript) -> None:
        """Somebody else has written the transcript: what was made of the last one, or of this, follows it."""
        with self._lock:
            self._unseen.append(file)
        self.wait_for_quiet(transcript)

    def write(self) -> None:
        """Write at once what is due."""
        with self._lock:
            transcript, self._due = self._due, None
            if self._timer is not None:
                self._timer.cancel()
            if transcript is None:
                return
            self._made = [(one, self._again(one, last, transcript)) for one, last in self._of_transcript()]

    def _of_transcript(self) -> list[tuple[Beside, bytes]]:
        """What is made of it, each with what it held when it was last known to be.

        What somebody has written there since is theirs.
        """
        made = {one.path: (one, last) for one, last in self._made if _held(one) == last}
        while self._unseen:
            for one in self._unseen.pop(0).made_from_it():
                content = _held(one)
                if one.settings is not None and content is not None:
                    made.setdefault(one.path, (one, content))
        return list(made.values())

    def _again(self, one: Beside, last: bytes, transcript: Transcript) -> bytes:
        """What it holds then: what it held, where it cannot be written."""
        data = one.written(transcript)
        try:
            write_bytes(one.path, data, force=True)
        except PipelineError as error:
            self._failed(error)
            return last
        return data


def _held(one: Beside) -> bytes | None:
    try:
        return one.path.read_bytes()
    except OSError:
        return None
