"""Windows to text, and what is left out on the way."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.engines.recognition import Hypothesis, QualityFlag, RecognitionResult, RecognizerOptions, Window
from pipeline.media.waveform import Waveform
from pipeline.recognition.recognize import Recognition, recognize
from pipeline.transcript.provenance import Engine
from pipeline.transcript.span import Span, union
from tests.support.drawing import REPEATED, even_loudness, turns, waveform

_SOUND = waveform("#" * 10)


class Moody:
    """Gives its texts in turn, whatever it is asked to listen to, and keeps a list of what that was."""

    longest = 30.0
    languages = ("en",)
    engine = Engine(name="moody")

    def __init__(self, *texts: str) -> None:
        self._texts = cycle(texts)
        self.asked: list[Window] = []

    def recognize(
        self, waveform: Waveform, windows: Sequence[Window], request: RecognizerOptions, progress: object
    ) -> RecognitionResult:
        self.asked += windows
        return RecognitionResult("en", tuple(Hypothesis(window, next(self._texts)) for window in windows))


def recognized(recognizer: Moody, *windows: Window) -> Recognition:
    """All windows recognised; their sound does not matter."""
    return recognize(recognizer, _SOUND, windows, even_loudness(900.0), RecognizerOptions(), lambda _: None)


def test_believable_text_is_kept_and_asked_for_once() -> None:
    recognizer = Moody("Good evening.")
    window = Window((Span(0.0, 10.0),), turns("A"))
    result = recognized(recognizer, window)
    assert result.heard == (Hypothesis(window, "Good evening."),)
    assert result.skipped == ()
    assert recognizer.asked == [window]


def test_a_window_without_words_is_reported() -> None:
    (skipped,) = recognized(Moody(""), Window((Span(2.0, 5.0),))).skipped
    assert (skipped.start, skipped.end, skipped.reason) == (2.0, 5.0, "no words recognised")


def test_invented_text_is_tried_again_in_smaller_pieces_of_the_same_turn() -> None:
    window = Window((Span(0.0, 10.0),), turns("A"))
    result = recognized(Moody(REPEATED, "First half.", "Second half."), window)
    assert [part.text for part in result.heard] == ["First half.", "Second half."]
    assert all(part.window.turns == window.turns for part in result.heard)
    assert all(part.window.seconds < 10.0 for part in result.heard)
    assert result.skipped == ()


def test_a_piece_that_stays_doubtful_is_left_out_with_its_text_and_the_others_stay() -> None:
    recognizer = Moody(REPEATED, "First half.", REPEATED, "Third quarter.", REPEATED)
    result = recognized(recognizer, Window((Span(0.0, 10.0),)))
    assert [part.text for part in result.heard] == ["First half.", "Third quarter."]
    (skipped,) = result.skipped
    assert (skipped.end, skipped.reason, skipped.text) == (10.0, "the recognizer repeated itself", REPEATED)


def test_a_window_too_short_to_cut_is_left_out_at_once() -> None:
    recognizer = Moody(REPEATED)
    (skipped,) = recognized(recognizer, Window((Span(0.0, 1.5),))).skipped
    assert (skipped.start, skipped.end) == (0.0, 1.5)
    assert len(recognizer.asked) == 1


def test_nothing_to_recognise_gives_nothing() -> None:
    assert recognized(Moody("Hello.")) == Recognition("en", (), ())


@given(
    st.text("AB.", min_size=1, max_size=20).filter(lambda drawing: set(drawing) != {"."}),
    st.lists(st.sampled_from(["", "Good evening.", REPEATED, "a b c d e f g h i j k l"]), min_size=1),
)
def test_every_moment_of_every_window_ends_in_heard_or_in_skipped_never_in_both(
    drawing: str, texts: list[str]
) -> None:
    windows = [Window((turn,), (turn,)) for turn in turns(drawing)]
    result = recognized(Moody(*texts), *windows)
    ends = [piece for part in result.heard for piece in part.window.pieces]
    ends += [Span(skipped.start, skipped.end) for skipped in result.skipped]
    rounded = 0.001  # what is written down for people has three places
    assert sum(span.duration for span in ends) == pytest.approx(
        sum(window.seconds for window in windows), abs=rounded * len(ends)
    )
    assert [(span.start, span.end) for span in union(ends, bridge=2 * rounded)] == [
        (span.start, span.end) for span in union(window.pieces[0] for window in windows)
    ]
    assert all(part.text in texts and part.text for part in result.heard)


class Unsure(Moody):
    """Finds French, and doubts all it writes."""

    def __init__(self, *, believable: bool) -> None:
        super().__init__("Peut-être.")
        self._doubt = QualityFlag("unsure of its words", believable)
        self.requests: list[RecognizerOptions] = []

    def recognize(
        self, waveform: Waveform, windows: Sequence[Window], request: RecognizerOptions, progress: object
    ) -> RecognitionResult:
        self.requests.append(request)
        found = super().recognize(waveform, windows, request, progress).heard
        doubted = tuple(Hypothesis(part.window, part.text, doubt=self._doubt) for part in found)
        return RecognitionResult("fr", doubted, ("a note",))


@pytest.mark.parametrize(
    ("believable", "kept", "reason"),
    [(True, 4, "doubtful: unsure of its words"), (False, 0, "unsure of its words")],
)
def test_a_doubted_text_is_halved_twice_then_kept_or_left_out_and_always_listed(
    believable: bool, kept: int, reason: str
) -> None:
    recognizer = Unsure(believable=believable)
    result = recognized(recognizer, Window((Span(0.0, 20.0),)))
    assert len(result.heard) == kept
    assert [skipped.reason for skipped in result.skipped] == [reason] * 4
    assert len(recognizer.asked) == 1 + 2 + 4


def test_the_language_that_was_found_is_asked_for_when_windows_are_tried_again() -> None:
    recognizer = Unsure(believable=True)
    result = recognized(recognizer, Window((Span(0.0, 20.0),)))
    assert [request.language for request in recognizer.requests] == [None, "fr", "fr"]
    assert (result.language, result.notes) == ("fr", ("a note",))
