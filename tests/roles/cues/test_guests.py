"""Guests named with a title, and later spoken to by given name."""

from __future__ import annotations

from pipeline.roles.cues.base import Cue, Link
from pipeline.roles.cues.guests import guest_cues
from pipeline.roles.phrases import Phrases, load_phrases
from tests.support.drawing import dialogue

_ENGLISH = load_phrases("en")
_LEAD = "The price of bread goes up again. Paul Reed, an economist, and the baker Ann Moss are with us."
_ANSWER = "It is the wheat, and nothing else."


def guests(*lines: tuple[str | None, str], phrases: Phrases = _ENGLISH) -> list[tuple[str, str | None]]:
    """Labels and names of those who are told to be guests."""
    return [(cue.label, cue.name) for cue in guest_cues(dialogue(*lines), phrases) if isinstance(cue, Cue)]


def test_a_guest_asked_by_given_name_speaks_next() -> None:
    lines = (("S1", f"{_LEAD} Paul, to you first. Is it the wheat?"), ("S2", _ANSWER))
    assert guests(*lines) == [("S2", "Paul Reed")]
    (link,) = (found for found in guest_cues(dialogue(*lines), _ENGLISH) if isinstance(found, Link))
    assert (link.kind, link.of, link.to) == ("names", "S1", "S2")


def test_titles_with_a_dot_end_no_sentence_in_which_a_guest_is_called() -> None:
    asked = "Paul, is it the wheat, as Mr. Hall, Dr. Moss and Prof. Bell all say?"
    assert guests(("S1", f"{_LEAD} {asked}"), ("S2", _ANSWER)) == [("S2", "Paul Reed")]


def test_a_guest_is_remembered_through_other_voices() -> None:
    told = guests(
        ("S1", f"{_LEAD} Paul, is it the wheat?"),
        ("S2", _ANSWER),
        ("S1", "Well, Ann, do you agree?"),
        ("S3", "No."),
    )
    assert told == [("S2", "Paul Reed"), ("S3", "Ann Moss")]


def test_without_a_title_a_call_or_an_answer_nobody_is_a_guest() -> None:
    assert guests(("S1", "Paul Reed is at the quay. Paul, is it over?"), ("S2", _ANSWER)) == []
    assert guests(("S1", _LEAD), ("S2", _ANSWER)) == []
    assert guests(("S1", f"{_LEAD} Paul, is it the wheat?")) == []
    assert guests(("S1", f"{_LEAD} Paul, is it the wheat?"), (None, _ANSWER)) == []
    assert guests(("S1", f"{_LEAD} Paul, is it?"), ("S2", _ANSWER), phrases=Phrases()) == []


def test_a_correspondent_is_no_guest() -> None:
    lead = "Our economics correspondent Paul Reed has seen the bakers. Paul, is it the wheat?"
    assert guests(("S1", lead), ("S2", _ANSWER)) == []
