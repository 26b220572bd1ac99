"""The stages of the work on a recording, and who is told how far they are."""

from __future__ import annotations

import threading
from collections.abc import Callable
from enum import StrEnum
from typing import ParamSpec

from pipeline.errors import Cancelled, EngineError

_Told = ParamSpec("_Told")


class Stage(StrEnum):
    """The stages that take time, in order."""

    DECODE = "reading the sound"
    DIARIZE = "telling voices apart"
    RECOGNIZE = "writing the words"


_SHARES = {Stage.DECODE: 0.02, Stage.DIARIZE: 0.38, Stage.RECOGNIZE: 0.60}
"""Rough shares of the whole, as measured with the starter models; they only steady what is shown."""

ProgressCallback = Callable[[Stage, float], None]
"""Told the share done, 0 to 1, of each stage as it goes."""


def no_progress(stage: Stage, share: float) -> None:
    """A listener that does not listen."""


def share_done(stage: Stage, share: float) -> float:
    """How much of a recording is done, 0 to 1, when so much of a stage is.

    >>> round(share_done(Stage.DIARIZE, 0.5), 2)
    0.21
    """
    earlier = list(Stage)[: list(Stage).index(stage)]
    return sum(_SHARES[other] for other in earlier) + share * _SHARES[stage]


def stalled(seconds: float, stage: Stage | None) -> EngineError:
    """The error for engines that have made no progress for so long, in this stage where it is known."""
    doing = f" ({stage.value})" if stage else ""
    return EngineError(
        f"The engine made no progress for {seconds:g} s{doing} and was ended.",
        hint="--engine-stalled-after allows more.",
    )


class Stop(BaseException):
    """Carries what a caller raised out of engines that would take it for a failure of their own."""

    def __init__(self, reason: BaseException) -> None:
        super().__init__(reason)
        self.reason = reason


class Caller:
    """Whoever asked for a transcript: is told how far it is, and may stop the work at every such moment.

    It is a listener of stages itself; `progress` is told the share of the whole, which never falls.
    """

    def __init__(
        self,
        listener: ProgressCallback = no_progress,
        progress: Callable[[float], None] | None = None,
        cancel: Callable[[], bool] | threading.Event | None = None,
    ) -> None:
        self._listener = listener
        self._progress = progress
        self._cancelled = cancel.is_set if isinstance(cancel, threading.Event) else cancel
        self._done = 0.0

    def __call__(self, stage: Stage, share: float) -> None:
        """Pass on that so much of a stage is done. Raises Stop."""
        self.check()
        self.tell(self._listener, stage, share)
        done = share_done(stage, share)
        if self._progress is not None and done >= self._done:
            self._done = done
            self.tell(self._progress, min(1.0, done))

    def check(self) -> None:
        """Raise Stop where the caller wants no more."""
        if self._cancelled is None:
            return
        try:
            unwanted = self._cancelled()
        except Exception as error:
            raise Stop(error) from error
        if unwanted:
            raise Stop(Cancelled("The transcription was cancelled."))

    def tell(self, function: Callable[_Told, object], *told: _Told.args, **more: _Told.kwargs) -> None:
        """Call a function of the caller's; what it raises ends the work and comes out as it is."""
        try:
            function(*told, **more)
        except Exception as error:
            raise Stop(error) from error
