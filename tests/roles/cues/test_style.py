"""Cues from kinds of words that a voice uses more or less than is usual."""

from __future__ import annotations

from pipeline.roles.cues.style import manner_cues
from pipeline.roles.phrases import Phrases, load_phrases
from tests.support.drawing import dialogue

_ENGLISH = load_phrases("en")
_REPORT = "The council wants to move the books to the school before the summer fair begins. " * 3


def strengths(kind: str, *turns: tuple[str | None, str]) -> dict[str, float]:
    """How much more than usual each voice speaks in the manner `kind`."""
    return {cue.label: cue.strength for cue in manner_cues(dialogue(*turns), _ENGLISH) if cue.kind == kind}


def manner(kind: str, *texts: str) -> float:
    """The same of a voice alone; 0 where there is no cue."""
    return strengths(kind, *(("S1", text) for text in texts)).get("S1", 0.0)


def test_who_says_i_speaks_of_himself() -> None:
    assert manner("speaks_of_self", "I learned to read in that room, and my children did too.") > 0
    assert manner("speaks_of_self", "I’ve lost what I love.") > 0


def test_a_report_without_such_words_speaks_against_it() -> None:
    assert manner("speaks_of_self", _REPORT) < 0
    assert manner("speaks_to_somebody", _REPORT) < 0


def test_words_that_only_contain_such_words_do_not_count() -> None:
    assert manner("speaks_of_self", "weather mythical houses " * 9) < 0


def test_no_number_of_such_words_proves_everything() -> None:
    assert manner("speaks_of_self", "I " * 50) == manner("speaks_of_self", "I " * 500)


def test_the_turns_of_a_voice_are_counted_together_and_voices_apart() -> None:
    told = strengths("speaks_of_self", ("S1", _REPORT), ("S2", "I hope so, I do."), ("S1", _REPORT))
    assert told["S1"] < 0 < told["S2"]


def test_hesitation_is_held_against_the_other_voices_of_the_recording() -> None:
    told = strengths("hesitates", ("S1", _REPORT), ("S2", "Uh, we, um, we hope so. Er, yes."))
    assert told["S1"] < 0 < told["S2"]


def test_where_nobody_hesitates_nothing_is_proved() -> None:
    assert strengths("hesitates", ("S1", _REPORT), ("S2", "We hope so.")) == {}


def test_a_word_said_twice_over_is_a_restart() -> None:
    assert strengths("restarts", ("S1", _REPORT), ("S2", "We were we were just just glad."))["S2"] > 0


def test_a_voice_that_says_nothing_proves_nothing() -> None:
    assert list(manner_cues(dialogue(("S1", "...")), _ENGLISH)) == []


def test_a_language_without_a_list_gives_no_cue() -> None:
    assert list(manner_cues(dialogue(("S1", "I hope so.")), Phrases())) == []
