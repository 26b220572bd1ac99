"""Scripted engines for tests, ours and yours: no models, no waiting, always the same.

recognizer = ScriptedRecognizer({(0.0, 5.0): "Good evening."})
diarizer = ScriptedDiarizer([Turn(0.0, 5.0, "a")])
newsroom = Pipeline(recognizer, diarizer, ScriptedAligner())
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.diarization import Diarization, Turn
from pipeline.engines.base import Progress, SpeakerCount
from pipeline.hearing import Heard, Hearing, Request, Window
from pipeline.timespan import Span
from pipeline.types import Engine
from pipeline.waveform import SAMPLE_RATE, Waveform

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class ScriptedDiarizer:
    """Hears the turns it was given. Overlapping ones are cut for `exclusive`, the later voice winning."""

    engine = Engine(name="scripted diarizer")

    def __init__(self, turns: Sequence[Turn]) -> None:
        self._turns = tuple(turns)

    def diarize(self, waveform: Waveform, count: SpeakerCount, progress: Progress) -> Diarization:
        """The script's turns that begin inside the recording."""
        heard = tuple(turn for turn in self._turns if turn.start < waveform.duration)
        progress(1.0)
        cut = (
            Turn(turn.start, min(turn.end, following.start), turn.label)
            for turn, following in itertools.pairwise(heard)
        )
        return Diarization(turns=heard, exclusive=(*cut, *heard[-1:]))


class ScriptedRecognizer:
    """Writes, for each window, the scripted texts whose middle lies in one of its pieces."""

    times_words = False

    engine = Engine(name="scripted recognizer")

    def __init__(
        self,
        script: Mapping[tuple[float, float], str],
        *,
        longest: float = 30.0,
        language: str = "en",
        packs: bool = False,
    ) -> None:
        self._script = dict(script)
        self.longest = longest
        self.languages = (language,)
        self.packs = packs

    def recognize(
        self, waveform: Waveform, windows: Sequence[Window], request: Request, progress: Progress
    ) -> Hearing:
        """The scripted text of every window, in order."""
        progress(1.0)
        return Hearing(self.languages[0], tuple(Heard(window, self._text(window)) for window in windows))

    def _text(self, window: Window) -> str:
        return " ".join(
            text
            for (start, end), text in self._script.items()
            if any(piece.start <= (start + end) / 2 < piece.end for piece in window.pieces)
        )


class ScriptedAligner:
    """Spreads words evenly, or finds no way through when told to fail."""

    def __init__(self, *, fails: bool = False) -> None:
        self._fails = fails

    def place(self, samples: NDArray[np.float32], words: Sequence[str]) -> tuple[Span, ...] | None:
        """Equal spans for all words."""
        if self._fails or not words:
            return None
        step = len(samples) / SAMPLE_RATE / len(words)
        return tuple(Span(i * step, (i + 1) * step) for i in range(len(words)))
