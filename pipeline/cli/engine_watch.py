"""Ends this process when its engines do nothing any more: Python can end no engine, only what it runs in."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pipeline.errors import EngineError
from pipeline.progress import ProgressCallback, Stage, stalled

_LOOKS = 20
"""So often it is looked at within the time that an engine has."""


@contextmanager
def ended_when_stalled(
    listener: ProgressCallback, seconds: float, decoding: float, last_words: Callable[[EngineError], None]
) -> Iterator[ProgressCallback]:
    """Around the work on a recording; gives the listener that it is to be told by.

    After `seconds` without a word, or `decoding` seconds more before the sound is there, `last_words` are
    said and the process ends at once with the exit code of an EngineError.
    """
    watch = _Watch(listener, seconds, decoding)
    over = threading.Event()

    def look() -> None:
        while not over.wait(seconds / _LOOKS):
            if watch.is_stalled:
                last_words(stalled(seconds, watch.stage))
                os._exit(EngineError.exit_code)

    threading.Thread(target=look, daemon=True).start()
    try:
        yield watch
    finally:
        over.set()


class _Watch:
    """A listener that passes on what it hears and remembers when."""

    def __init__(self, listener: ProgressCallback, seconds: float, decoding: float) -> None:
        self.stage: Stage | None = None
        self._listener = listener
        self._seconds, self._decoding = seconds, decoding
        self._heard = time.monotonic()
        self._is_decoded = False

    def __call__(self, stage: Stage, share: float) -> None:
        self.stage, self._heard = stage, time.monotonic()
        self._is_decoded = stage is not Stage.DECODE or share >= 1.0
        self._listener(stage, share)

    @property
    def is_stalled(self) -> bool:
        allowed = self._seconds if self._is_decoded else self._seconds + self._decoding
        return time.monotonic() - self._heard > allowed
