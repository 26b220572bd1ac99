"""Moonshine tiny-en, the starter recognizer: English, any window up to 30 s, no word times.

Jeffries et al., "Moonshine: speech recognition for live transcription and voice commands" (2024).
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from moonshine_voice.errors import MoonshineError
from moonshine_voice.moonshine_api import ModelArch, TranscriptC
from moonshine_voice.transcriber import Transcriber
from numpy.typing import NDArray

from pipeline.engines.base import Progress
from pipeline.engines.silence import silenced_natively
from pipeline.errors import EngineError
from pipeline.hearing import Heard, Hearing, Request, Window
from pipeline.types import Engine
from pipeline.waveform import SAMPLE_RATE, Waveform

MODEL = "moonshine-tiny-en"
_SHORTEST = SAMPLE_RATE
"""Windows under a second are filled up with silence: shorter ones are rejected, or words invented."""
_NO_GLOSSARY = "The starter recognizer takes no glossary: it was not used. Whisper takes one."


class Moonshine:
    """One loaded model; windows are recognised one after the other, all cores on each."""

    longest = 30.0
    packs = False
    times_words = False
    languages = ("en",)

    def __init__(self, files: Mapping[str, Path], digests: Mapping[str, str]) -> None:
        folder = next(iter(files.values())).parent
        try:
            with silenced_natively():  # it announces a missing decoder that nothing here uses
                self._runtime = _Runtime(folder)
        except MoonshineError as error:
            raise EngineError(
                f"Moonshine could not load its model from {folder}: {error}.",
                hint=f"`pipeline models verify {MODEL}` tells whether the files are whole.",
            ) from None
        self.engine = Engine(name=MODEL, version=f"library {self._runtime.get_version()}", models=digests)

    def recognize(
        self, waveform: Waveform, windows: Sequence[Window], request: Request, progress: Progress
    ) -> Hearing:
        """One result a window. Raises EngineError naming the window that failed."""
        total = sum(window.seconds for window in windows) or 1.0
        heard: list[Heard] = []
        done = 0.0
        for window in windows:
            heard.append(Heard(window, self._text(waveform, window)))
            done += window.seconds
            progress(done / total)
        notes = (_NO_GLOSSARY,) if request.glossary else ()
        return Hearing("en", tuple(heard), notes)

    def _text(self, waveform: Waveform, window: Window) -> str:
        samples = window.sound(waveform)
        if len(samples) < _SHORTEST:
            samples = np.pad(samples, (0, _SHORTEST - len(samples)))
        try:
            return self._runtime.text(np.ascontiguousarray(samples, dtype=np.float32))
        except MoonshineError as error:
            raise EngineError(
                f"Moonshine failed between {window.start:.1f} and {window.end:.1f} s: {error}."
            ) from None


class _Runtime(Transcriber):  # type: ignore[misc]  # moonshine_voice ships no types
    """The library's transcriber, fed from a NumPy buffer; its own method copies samples one by one.

    Reaches into two private fields, which the exact version pinned in pyproject.toml keeps where they are.
    """

    def __init__(self, folder: Path) -> None:
        options = {  # without these it cuts by its own voice detection, in mid-sentence, at 10 s
            "vad_threshold": "0",
            "vad_max_segment_duration": "30",
            "return_audio_data": "false",
        }
        super().__init__(folder, ModelArch.TINY, options=options)

    def text(self, samples: NDArray[np.float32]) -> str:
        result: Any = ctypes.POINTER(TranscriptC)()
        status = self._lib.moonshine_transcribe_without_streaming(
            self._handle,
            samples.ctypes.data_as(ctypes.POINTER(ctypes.c_float)),
            len(samples),
            SAMPLE_RATE,
            0,
            ctypes.byref(result),
        )
        if status < 0:
            raise MoonshineError(f"status {status}")
        lines = (line.text.strip() for line in self._parse_transcript(result).lines)
        return " ".join(line for line in lines if line)
