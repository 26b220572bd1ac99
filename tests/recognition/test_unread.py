"""Speech without words: which gaps count, and what a second reading of them gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.engines.contract import Progress
from pipeline.engines.diarization import Turn
from pipeline.engines.fake import ScriptedRecognizer
from pipeline.engines.recognition import Hypothesis, RecognitionResult, RecognizerOptions, Window
from pipeline.media.level import measure
from pipeline.media.waveform import Waveform
from pipeline.recognition.recognize import Recognition, recognize
from pipeline.recognition.unread import read_unread, unread
from pipeline.recognition.windows import pack_windows
from pipeline.transcript.provenance import Skipped
from tests.support.drawing import even_loudness, heard, turns, waveform, words

_SAID = heard("Good evening.", 0.0, 20.0, timed=words("Good evening.", start=1.0))
_EVEN = even_loudness(20.0)


def spans(found: tuple[tuple[Turn, ...], ...]) -> list[tuple[float, float]]:
    """Where each gap's speech begins and ends."""
    return [(gap[0].start, gap[-1].end) for gap in found]


def test_a_turn_in_which_nothing_was_written_is_a_gap() -> None:
    assert spans(unread(turns("AA...BBB"), [_SAID], (), _EVEN)) == [(5.0, 8.0)]


def test_so_is_the_rest_of_a_turn_whose_words_end_early() -> None:
    assert spans(unread(turns("AAAAAA"), [_SAID], (), _EVEN)) == [(2.0, 6.0)]


def test_speech_of_a_moment_is_no_gap() -> None:
    assert unread(turns("AA...B"), [_SAID], (), _EVEN) == ()


def test_a_pause_is_no_gap_however_long_the_turn_holds() -> None:
    quiet = measure(waveform("#" * 20 + "." * 40 + "#" * 10))
    assert unread((Turn(0.0, 7.0, "A"),), [_SAID], (), quiet) == ()


def test_what_was_told_already_is_no_gap() -> None:
    assert unread(turns("AA...BBB"), [_SAID], [Skipped(4.0, 9.0, "music?", "la la")], _EVEN) == ()


class Forgetful(ScriptedRecognizer):
    """Leaves out the middle of what it is given at first, as Whisper does now and then."""

    lost = (4.0, 8.0)

    def recognize(
        self, waveform: Waveform, windows: Sequence[Window], request: RecognizerOptions, progress: Progress
    ) -> RecognitionResult:
        """As the script has it; what is lost only where it is asked for alone."""
        result = super().recognize(waveform, windows, request, progress)
        if any(window.seconds > 6.0 for window in windows):
            return RecognitionResult("en", tuple(self._without_the_middle(part) for part in result.heard))
        return result

    def _without_the_middle(self, part: Hypothesis) -> Hypothesis:
        kept = tuple(word for word in part.words if not self.lost[0] <= word.start < self.lost[1])
        return replace(part, words=kept, text=" ".join(word.text for word in kept))


_SCRIPT = {(0.0, 4.0): "The bridge is open", (4.0, 8.0): "since five this morning", (8.0, 12.0): "she says."}


def read(recognizer: ScriptedRecognizer) -> Recognition:
    """Twelve seconds of one voice, read and read again."""
    sound, said = waveform("#" * 120), (Turn(0.0, 12.0, "A"),)
    level = measure(sound)
    windows = pack_windows(said, level, duration=12.0, longest=30.0, padding=0.5)
    first = recognize(recognizer, sound, windows, level, RecognizerOptions("en"), lambda _: None)
    return read_unread(first, said, recognizer, sound, level, RecognizerOptions("en"))


def test_what_was_left_out_is_read_alone_and_comes_in_its_place() -> None:
    found = read(Forgetful(_SCRIPT))
    assert [part.text for part in found.heard] == list(_SCRIPT.values())
    assert [word.text for part in found.heard for word in part.words] == " ".join(_SCRIPT.values()).split()
    assert found.skipped == ()


def test_what_stays_unread_is_told() -> None:
    script = {time: text for time, text in _SCRIPT.items() if time != Forgetful.lost}
    found = read(Forgetful(script))
    assert [part.text for part in found.heard] == list(script.values())
    assert [(part.start, part.end) for part in found.skipped] == [Forgetful.lost]


def test_where_nothing_is_missing_nothing_is_read_again() -> None:
    first = read(ScriptedRecognizer(_SCRIPT))
    assert [part.text for part in first.heard] == [" ".join(_SCRIPT.values())]
