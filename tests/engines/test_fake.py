"""The scripted engines, which other people's tests rely on too."""

from __future__ import annotations

from pipeline.engines.contract import Diarizer, Recognizer, SpeakerCount
from pipeline.engines.diarization import Diarization, Turn
from pipeline.engines.fake import ScriptedDiarizer, ScriptedRecognizer
from pipeline.engines.recognition import RecognizerOptions, Window
from pipeline.transcript.span import Span
from tests.support.drawing import turns, waveform

_SOUND = waveform("#" * 100)


def diarized(*spoken: Turn) -> Diarization:
    """What the scripted diarizer makes of ten seconds of sound."""
    return ScriptedDiarizer(spoken).diarize(_SOUND, SpeakerCount(), lambda _: None)


def recognized(script: dict[tuple[float, float], str], *windows: tuple[float, float]) -> list[str]:
    """The text of every window."""
    recognizer = ScriptedRecognizer(script)
    result = recognizer.recognize(
        _SOUND, [Window((Span(*w),)) for w in windows], RecognizerOptions(), lambda _: None
    )
    return [part.text for part in result.heard]


def test_the_fakes_keep_to_the_protocols() -> None:
    diarizer: Diarizer = ScriptedDiarizer([])
    recognizer: Recognizer = ScriptedRecognizer({}, language="de", longest=12.0)
    assert diarizer.engine.name
    assert recognizer.engine.name
    assert (recognizer.languages, recognizer.longest) == (("de",), 12.0)


def test_the_script_is_what_is_heard() -> None:
    spoken = turns("AAA..BB")
    assert diarized(*spoken) == Diarization(spoken, spoken)


def test_where_two_voices_overlap_the_later_one_has_the_time_to_itself() -> None:
    result = diarized(Turn(0.0, 5.0, "A"), Turn(3.0, 7.0, "B"))
    assert result.exclusive == turns("AAABBBB")
    assert result.turns == (Turn(0.0, 5.0, "A"), Turn(3.0, 7.0, "B"))


def test_a_turn_that_begins_after_the_recording_is_not_heard() -> None:
    assert diarized(Turn(2.0, 3.0, "A"), Turn(10.0, 12.0, "B")).turns == (Turn(2.0, 3.0, "A"),)


def test_no_turns_are_none() -> None:
    assert diarized() == Diarization((), ())


def test_a_text_is_heard_in_the_one_window_that_holds_its_middle() -> None:
    script = {(0.0, 2.0): "Good evening.", (2.0, 6.0): "The storks", (6.0, 9.0): "are back."}
    assert recognized(script, (0.0, 4.0), (4.0, 9.0), (9.0, 10.0)) == [
        "Good evening.",
        "The storks are back.",
        "",
    ]


def test_words_are_spread_evenly_over_the_time_that_the_script_gives_them() -> None:
    recognizer = ScriptedRecognizer({(2.0, 4.0): "one two three four"})
    window = Window((Span(0.0, 10.0),))
    (heard,) = recognizer.recognize(_SOUND, [window], RecognizerOptions(), lambda _: None).heard
    assert [(word.text, word.start, word.end) for word in heard.words] == [
        ("one", 2.0, 2.5),
        ("two", 2.5, 3.0),
        ("three", 3.0, 3.5),
        ("four", 3.5, 4.0),
    ]


def test_every_fake_says_when_it_is_done() -> None:
    done: list[float] = []
    ScriptedDiarizer([]).diarize(_SOUND, SpeakerCount(), done.append)
    ScriptedRecognizer({}).recognize(_SOUND, [], RecognizerOptions(), done.append)
    assert done == [1.0, 1.0]
