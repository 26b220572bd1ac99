"""Turns without words."""

from __future__ import annotations

from pipeline.recognition.silent_turns import silent_turns
from pipeline.transcript.model import Skipped
from tests.support.drawing import heard, turns, words

_SAID = heard("Good evening.", 0.0, 20.0, timed=words("Good evening.", start=1.0))


def test_a_turn_in_which_nothing_was_written_is_told() -> None:
    (missed,) = silent_turns(turns("AAA..BBB"), [_SAID], ())
    assert (missed.start, missed.end, missed.reason) == (5.0, 8.0, "no words recognised")


def test_a_turn_with_a_word_in_it_is_not() -> None:
    assert silent_turns(turns("AAA"), [_SAID], ()) == ()


def test_a_turn_of_a_moment_misses_nothing() -> None:
    assert silent_turns(turns("AAA..B"), [_SAID], ()) == ()


def test_what_was_told_already_is_not_told_twice() -> None:
    assert silent_turns(turns("AAA..BBB"), [_SAID], [Skipped(4.0, 9.0, "music?", "la la")]) == ()
