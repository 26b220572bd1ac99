"""Voices that a text marks itself."""

from __future__ import annotations

import pytest

from pipeline.transcript.conversions.marked_voices import with_marked_voices
from pipeline.transcript.model import Transcript
from tests.support.drawing import dialogue


def voices(*texts: str, speaker: str | None = None) -> list[tuple[str | None, str]]:
    """Who says what, by name where there is one."""
    found = with_marked_voices(Transcript("en", dialogue(*((speaker, text) for text in texts))))
    names = {one.label: one.name or one.label for one in found.speakers}
    return [(names.get(one.speaker or ""), one.text) for one in found.utterances]


def test_a_name_before_a_colon_is_a_voice_until_the_next_mark() -> None:
    assert voices("CLARA HUGHES: Good evening.", "It rains.", ">> TOM O'NEIL: We want an answer.") == [
        ("Clara Hughes", "Good evening."),
        ("Clara Hughes", "It rains."),
        ("Tom O'Neil", "We want an answer."),
    ]


def test_a_change_inside_a_text_divides_it_and_nobody_knows_who_speaks() -> None:
    assert voices("JO LANE: Why? >> Because. &gt;&gt; Ann: Really?") == [
        ("Jo Lane", "Why?"),
        (None, "Because."),
        ("Ann", "Really?"),
    ]


@pytest.mark.parametrize("said", ["Update: it rains.", "He said: no.", "At 10: news.", "What he said: 5 > 3"])
def test_a_colon_is_no_name(said: str) -> None:
    assert voices(said) == [(None, said)]


def test_what_captions_call_a_voice_is_no_name() -> None:
    assert voices("REPORTER: Good evening.", "WOMAN #1: Hello.") == [
        ("S1", "Good evening."),
        ("S2", "Hello."),
    ]


def test_who_knew_the_voices_has_no_need_of_marks() -> None:
    assert voices("JO LANE: Why?", speaker="S1") == [(None, "JO LANE: Why?")]


def test_times_of_words_stay() -> None:
    (_, later) = with_marked_voices(Transcript("en", dialogue((None, "Why? >>Because it is.")))).utterances
    assert [(one.start, one.text) for one in later.words] == [(0.5, "Because"), (1.0, "it"), (1.5, "is.")]
