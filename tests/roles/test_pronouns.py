"""Cues from words like "I" and "you"."""

from __future__ import annotations

from pipeline.roles.phrases import Phrases, load_phrases
from pipeline.roles.pronouns import pronoun_cues

from ..building import dialogue

_ENGLISH = load_phrases("en")


def favour(kind: str, *texts: str) -> float:
    """How much a voice's pronouns speak for `kind` after it has said `texts`."""
    (cue,) = (
        cue for cue in pronoun_cues(dialogue(*(("S1", t) for t in texts)), _ENGLISH) if cue.kind == kind
    )
    return cue.strength


_REPORT = "The council wants to move the books to the school before the summer fair begins. " * 3


def test_who_says_i_and_we_speaks_of_himself() -> None:
    assert favour("speaks_of_self", "I learned to read in that room, and my children did too.") > 0
    assert favour("speaks_of_self", "We’ve lost what I love.") > 0


def test_a_report_without_such_words_speaks_against_it() -> None:
    assert favour("speaks_of_self", _REPORT) < 0
    assert favour("speaks_to_somebody", _REPORT) < 0


def test_who_says_you_speaks_to_somebody() -> None:
    assert (
        favour("speaks_to_somebody", "Thank you. You're watching the news, and your host says good night.")
        > 0
    )


def test_words_that_only_contain_such_words_do_not_count() -> None:
    assert favour("speaks_of_self", "weather usage mythical houses " * 5) < 0


def test_one_such_word_in_a_long_report_still_speaks_against_it() -> None:
    assert favour("speaks_of_self", _REPORT, _REPORT, "I was there.") < 0


def test_no_number_of_such_words_proves_everything() -> None:
    assert favour("speaks_of_self", "I " * 50) == favour("speaks_of_self", "I " * 500)


def test_the_turns_of_a_voice_are_counted_together_and_voices_apart() -> None:
    said = dialogue(("S1", _REPORT), ("S2", "I hope so, and we pray."), ("S1", _REPORT), (None, "I see."))
    cues = [cue for cue in pronoun_cues(said, _ENGLISH) if cue.kind == "speaks_of_self"]
    assert [(cue.label, cue.strength > 0) for cue in cues] == [("S1", False), ("S2", True)]


def test_a_voice_that_says_nothing_proves_nothing() -> None:
    assert favour("speaks_of_self", "...") == 0.0


def test_a_language_without_a_list_gives_no_cue() -> None:
    assert list(pronoun_cues(dialogue(("S1", "I hope so.")), Phrases())) == []
