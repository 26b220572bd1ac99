"""Windows through a Whisper model, whatever library runs it."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.engines.contract import Recognizer
from pipeline.engines.diarization import Turn
from pipeline.engines.recognition import RecognitionResult, RecognizerOptions, Window
from pipeline.engines.recognizers.whisper.recognizer import WhisperRecognizer
from pipeline.errors import EngineError
from pipeline.media.waveform import Waveform
from pipeline.transcript.provenance import Engine
from pipeline.transcript.span import Span
from tests.support.whisper_model import ScriptedModel, decoded, said

_SOUND = Waveform(np.zeros(16, dtype=np.float32))
_YES = decoded(*said("Yes.", 0.0, 9.9))


def window(start: float, end: float) -> Window:
    return Window((Span(start, end),))


def recognized(
    model: ScriptedModel, *windows: Window, request: RecognizerOptions | None = None
) -> RecognitionResult:
    """All windows through the model."""
    recognizer = WhisperRecognizer(model, Engine("scripted"))
    return recognizer.recognize(_SOUND, windows, request or RecognizerOptions(), lambda _: None)


def test_it_keeps_to_the_protocol() -> None:
    recognizer: Recognizer = WhisperRecognizer(ScriptedModel({}, languages=("en", "fr")), Engine("x"))
    assert recognizer.longest == 30.0
    assert list(recognizer.languages) == ["en", "fr"]


def test_windows_go_in_batches_the_longest_first_and_come_back_in_order_of_time() -> None:
    model = ScriptedModel({start: [_YES] for start in (0.0, 5.0, 15.0)}, batch=2)
    result = recognized(model, window(0.0, 4.0), window(5.0, 15.0), window(15.0, 24.0))
    assert model.encoded == [[5.0, 15.0], [0.0]]
    assert [heard.window.start for heard in result.heard] == [0.0, 5.0, 15.0]
    assert [heard.text for heard in result.heard] == ["Yes."] * 3


def test_what_was_not_read_is_read_as_a_window_of_its_own() -> None:
    unfinished = decoded(*said("First.", 0.0, 12.0), *said("Cut", 12.0, None))
    script = {0.0: [unfinished], 12.0: [decoded(*said("Second.", 0.0, 17.5))]}
    model = ScriptedModel(script, spoken={0.0: 15.0})
    first, second = recognized(model, window(0.0, 30.0)).heard
    assert (first.text, first.window.end) == ("First.", 12.0)
    assert (second.text, second.window.start, second.window.end) == ("Second.", 12.0, 30.0)


def test_what_several_windows_left_is_read_as_one_and_comes_back_in_its_place() -> None:
    unfinished = decoded(*said("First.", 0.0, 20.0), *said("Cut", 20.0, None))
    script = {0.0: [unfinished], 30.0: [unfinished], 20.0: [decoded(*said("ab cd", 0.0, 19.0))]}
    model = ScriptedModel(script, batch=2, spoken={0.0: 22.0, 30.0: 22.0})
    heard = recognized(model, window(0.0, 30.0), window(30.0, 60.0)).heard
    assert model.encoded == [[0.0, 30.0], [20.0]]
    assert [(part.window.start, part.window.end, part.text) for part in heard] == [
        (0.0, 20.0, "First."),
        (20.0, 30.0, "ab"),
        (30.0, 50.0, "First."),
        (50.0, 60.0, "cd"),
    ]


def test_a_text_cut_off_by_the_limit_is_no_doubt_where_the_rest_is_read_again() -> None:
    cut = decoded(*said("First.", 0.0, 12.0), *said("Cut", 12.0, None), complete=False)
    model = ScriptedModel({0.0: [cut], 12.0: [decoded(*said("Second.", 0.0, 17.5), complete=False)]})
    first, second = recognized(model, window(0.0, 30.0)).heard
    assert first.doubt is None
    assert second.doubt is not None


def test_the_language_is_found_from_all_over_the_recording_long_windows_counting_more() -> None:
    heard = {0.0: {"en": 0.2, "fr": 0.8}, 20.0: {"en": 0.6, "fr": 0.4}, 25.0: {"en": 0.6, "fr": 0.4}}
    script = {0.0: [decoded(*said("Oui.", 0.0, 19.9))], 20.0: [_YES], 25.0: [_YES]}
    model = ScriptedModel(script, batch=2, languages=("en", "fr"), heard=heard)
    result = recognized(model, window(0.0, 20.0), window(20.0, 25.0), window(25.0, 29.0))
    assert result.language == "fr"
    assert model.encoded == [[0.0, 20.0], [25.0]]
    assert {settings.language for _, settings, *_ in model.asked} == {"fr"}


def test_a_window_in_another_language_is_read_in_it_and_marked() -> None:
    heard = {0.0: {"en": 0.99, "fr": 0.01}, 20.0: {"en": 0.02, "fr": 0.97}}
    model = ScriptedModel({0.0: [_YES], 20.0: [_YES]}, languages=("en", "fr"), heard=heard)
    result = recognized(model, window(0.0, 10.0), window(20.0, 26.0))
    assert result.language == "en"
    assert [part.window.language for part in result.heard] == [None, "fr"]
    assert {settings.language: features for features, settings, *_ in model.asked} == {
        "en": [0.0],
        "fr": [20.0],
    }
    assert any("French for 6 s" in note for note in result.notes)


def test_a_few_words_are_never_taken_for_another_language() -> None:
    heard = {0.0: {"en": 0.99, "fr": 0.01}, 20.0: {"en": 0.02, "fr": 0.97}}
    model = ScriptedModel({0.0: [_YES], 20.0: [_YES]}, languages=("en", "fr"), heard=heard)
    result = recognized(model, window(0.0, 10.0), window(20.0, 22.0))
    assert [part.window.language for part in result.heard] == [None, None]


def test_a_window_in_two_languages_is_listened_to_turn_by_turn() -> None:
    both = Window((Span(0.0, 10.0),), (Turn(0.0, 6.0, "A"), Turn(6.0, 10.0, "B")))
    heard = {
        0.0: {"en": 0.45, "fr": 0.55},
        6.0: {"en": 0.01, "fr": 0.99},
        30.0: {"en": 0.99, "fr": 0.01},
    }
    model = ScriptedModel(
        {start: [_YES] for start in heard},
        batch=2,
        languages=("en", "fr"),
        heard=heard,
        turned={0.0: heard[30.0]},
    )
    result = recognized(model, window(30.0, 40.0), both)
    assert [(part.window.start, part.window.language) for part in result.heard] == [
        (0.0, None),
        (6.0, "fr"),
        (30.0, None),
    ]


def test_a_language_that_is_not_certain_is_told() -> None:
    heard = {0.0: {"en": 0.4, "cy": 0.45}}
    result = recognized(ScriptedModel({0.0: [_YES]}, languages=("en", "cy"), heard=heard), window(0.0, 10.0))
    (note,) = result.notes
    assert "Welsh (45 % sure)" in note
    assert "--language" in note


def test_an_english_only_model_looks_for_no_language() -> None:
    model = ScriptedModel({0.0: [_YES]})
    assert recognized(model, window(0.0, 10.0)).language == "en"
    assert model.detected == 0


def test_the_language_that_is_asked_for_is_the_programme_s() -> None:
    heard = {0.0: {"en": 0.7, "fr": 0.3}}
    model = ScriptedModel({0.0: [_YES]}, languages=("en", "fr"), heard=heard)
    result = recognized(model, window(0.0, 10.0), request=RecognizerOptions("fr"))
    assert result.language == "fr"
    assert result.heard[0].window.language is None


def test_glossary_and_beam_reach_every_window() -> None:
    model = ScriptedModel({0.0: [_YES], 10.0: [_YES]}, batch=1)
    recognized(model, window(0.0, 10.0), window(10.0, 20.0), request=RecognizerOptions("en", ("Osei",), 5))
    assert [(settings.prompt, settings.beam) for _, settings, *_ in model.asked] == [
        (tuple(map(ord, " Osei.")), 5)
    ] * 2


def test_a_glossary_that_had_to_be_cut_is_told() -> None:
    model = ScriptedModel({0.0: [_YES]}, prompt_room=7)
    (note,) = recognized(model, window(0.0, 10.0), request=RecognizerOptions("en", ("Osei", "Kyiv"))).notes
    assert "first 1 of 2" in note


def test_progress_ends_at_one() -> None:
    unfinished = decoded(*said("First.", 0.0, 12.0), *said("Cut", 12.0, None))
    model = ScriptedModel({0.0: [unfinished], 12.0: [_YES]}, spoken={0.0: 13.0})
    told: list[float] = []
    WhisperRecognizer(model, Engine("x")).recognize(
        _SOUND, [window(0.0, 22.0)], RecognizerOptions(), told.append
    )
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_no_windows_ask_nothing() -> None:
    model = ScriptedModel({})
    assert recognized(model).heard == ()
    assert model.encoded == []


@pytest.mark.parametrize("error", [RuntimeError("CUDA error: out of memory\nmore"), MemoryError()])
def test_a_model_that_fails_is_an_engine_error_in_one_line(error: Exception) -> None:
    class Failing(ScriptedModel):
        def encode(self, waveform: Waveform, windows: object) -> list[float]:
            raise error

    with pytest.raises(EngineError, match=r"^scripted failed: .*memory") as caught:
        recognized(Failing({}), window(0.0, 10.0))
    assert caught.value.exit_code == 6
    assert "\n" not in str(caught.value)
