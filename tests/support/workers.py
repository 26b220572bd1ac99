"""Engines for workers in processes of their own: they can be told to be slow, or to die."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from pipeline.engines.contract import Progress
from pipeline.engines.fake import ScriptedRecognizer
from pipeline.engines.recognition import RecognitionResult, RecognizerOptions, Window
from pipeline.errors import DiskError, ModelError
from pipeline.media.waveform import Waveform
from pipeline.transcriber import Pipeline
from tests.support.batch import SAID, scripted

DEADLY = 5.0
"""Over a recording of so many seconds or more the worker is killed."""


class Mortal(ScriptedRecognizer):
    """Kills its process over long recordings; takes its time over others if the environment says so.

    Each recording that is through is a line in the file WORK_LOG.
    """

    def recognize(
        self, waveform: Waveform, windows: Sequence[Window], request: RecognizerOptions, progress: Progress
    ) -> RecognitionResult:
        """As scripted."""
        if waveform.duration >= DEADLY:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(float(os.environ.get("SLOW_SECONDS", "0")))
        if log := os.environ.get("WORK_LOG"):
            with Path(log).open("a", encoding="utf-8") as file:
                file.write(f"{float(abs(waveform.floats).sum())}\n")
        return super().recognize(waveform, windows, request, progress)


class Hanging(ScriptedRecognizer):
    """Does nothing for ever over long recordings, whatever it is told."""

    def recognize(
        self, waveform: Waveform, windows: Sequence[Window], request: RecognizerOptions, progress: Progress
    ) -> RecognitionResult:
        """As scripted."""
        if waveform.duration >= DEADLY:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            progress(0.5)
            time.sleep(600)
        return super().recognize(waveform, windows, request, progress)


def hanging() -> Pipeline:
    """The scripted engines, one of which may hang."""
    return Pipeline(Hanging(SAID), scripted().diarizer)


def mortal() -> Pipeline:
    """The scripted engines, mortal."""
    return Pipeline(Mortal(SAID), scripted().diarizer)


def unloadable() -> Pipeline:
    """Engines whose model is missing."""
    raise ModelError("The model is missing.", hint="Pull it.")


def full_disk() -> Pipeline:
    """Engines that have nowhere to put what they need."""
    raise DiskError("The disk is full.", hint="Make room.")


def stillborn() -> Pipeline:
    """A worker that dies while it loads."""
    os.kill(os.getpid(), signal.SIGKILL)
    return scripted()
