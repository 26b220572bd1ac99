"""The words of a recording with their times."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.engines.contract import Progress
from pipeline.engines.diarization import Diarization, Turn
from pipeline.engines.fake import ScriptedRecognizer
from pipeline.engines.recognition import Hypothesis, RecognitionResult, RecognizerOptions, Window
from pipeline.media.waveform import Waveform
from pipeline.options import Options
from pipeline.recognition.transcribe import RecordingWords, recognize_recording
from pipeline.transcript.model import Word
from tests.support.drawing import waveform

_TURN = Turn(0.0, 12.0, "A")


class Windowed(ScriptedRecognizer):
    """Hears at most 7 s at a time, and writes what it was told for each window, evenly spread."""

    def __init__(self, *texts: str, language: str = "en") -> None:
        super().__init__({}, longest=7.0, language=language)
        self.texts = texts

    def recognize(
        self, waveform: Waveform, windows: Sequence[Window], request: RecognizerOptions, progress: Progress
    ) -> RecognitionResult:
        """One text for each window."""
        return RecognitionResult(self.languages[0], tuple(map(self.hear, windows, self.texts)))

    def hear(self, window: Window, text: str) -> Hypothesis:
        """Words of equal length from the beginning of the window to its end."""
        parts = text.split("|")
        each = (window.end - window.start) / len(parts)
        words = tuple(
            Word(window.start + n * each, window.start + (n + 1) * each, part) for n, part in enumerate(parts)
        )
        return Hypothesis(window, text.replace("|", ""), words)


def written(recognizer: Windowed) -> RecordingWords:
    """What is made of twelve seconds in which one voice speaks without a pause."""
    sound = waveform("#" * 120)
    return recognize_recording(sound, Diarization((_TURN,), (_TURN,)), recognizer, Options(), lambda *_: None)


def test_a_sentence_that_goes_on_from_window_to_window_has_no_full_stop_inside() -> None:
    text = written(Windowed("The| judge| said| it.", "Was| a| case| of| arson.", '"No,"| she| said.'))
    assert [[word.text.strip() for word in heard.words] for heard in text.heard] == [
        ["The", "judge", "said", "it"],
        ["was", "a", "case", "of", "arson."],
        ["No,", "she", "said."],
    ]


@pytest.mark.parametrize(("language", "first"), [("th", " สวัสดี"), ("en", "สวัสดี")])
def test_a_word_keeps_its_space_where_spaces_part_phrases(language: str, first: str) -> None:
    text = written(Windowed(" สวัสดี|ค่ะ| นี่คือข่าว", " กรุงเทพฯ|นี้", language=language))
    assert text.heard[0].words[0].text == first
