"""Scripted engines for tests, ours and yours: no models, no waiting, always the same.

recognizer = ScriptedRecognizer({(0.0, 5.0): "Good evening."})
diarizer = ScriptedDiarizer([Turn(0.0, 5.0, "a")])
newsroom = Pipeline(recognizer, diarizer)
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from pipeline.engines.contract import Progress, SpeakerCount
from pipeline.engines.diarization import Diarization, Turn
from pipeline.engines.recognition import Hypothesis, RecognitionResult, RecognizerOptions, Window
from pipeline.media.waveform import Waveform
from pipeline.transcript.model import Word
from pipeline.transcript.provenance import Engine
from pipeline.transcript.span import Span


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
    """Writes, for each window, the scripted texts whose middle lies in one of its pieces.

    The words of a text are spread evenly over the time that the script gives it.
    """

    engine = Engine(name="scripted recognizer")

    def __init__(
        self,
        script: Mapping[tuple[float, float], str],
        *,
        longest: float = 30.0,
        language: str = "en",
    ) -> None:
        self._script = dict(script)
        self.longest = longest
        self.languages = (language,)

    def recognize(
        self, waveform: Waveform, windows: Sequence[Window], request: RecognizerOptions, progress: Progress
    ) -> RecognitionResult:
        """The scripted text of every window, in order."""
        progress(1.0)
        return RecognitionResult(self.languages[0], tuple(self._heard(window) for window in windows))

    def _heard(self, window: Window) -> Hypothesis:
        said = [
            (Span(start, end), text)
            for (start, end), text in self._script.items()
            if any(piece.start <= (start + end) / 2 < piece.end for piece in window.pieces)
        ]
        words = tuple(word for span, text in said for word in _spread(text, span))
        return Hypothesis(window, " ".join(text for _, text in said), words)


def _spread(text: str, span: Span) -> Iterator[Word]:
    """The words of a text, each as long as every other."""
    words = text.split()
    step = span.duration / max(1, len(words))
    for index, word in enumerate(words):
        yield Word(span.start + index * step, span.start + (index + 1) * step, word)
