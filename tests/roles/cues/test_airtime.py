"""Cues from times alone. A character is ten seconds."""

from __future__ import annotations

import pytest

from pipeline.roles.cues.airtime import airtime_cues, airtime_links
from pipeline.roles.cues.base import Cue
from pipeline.transcript.model import Utterance
from tests.support.drawing import turns


def draw(drawing: str, each: float = 10.0) -> list[Utterance]:
    """A drawing as utterances; `?` is a voice that nobody told apart."""
    return [
        Utterance(turn.start, turn.end, None if turn.label == "?" else turn.label, "words")
        for turn in turns(drawing, each)
    ]


def told(drawing: str, each: float = 10.0) -> tuple[Cue, ...]:
    """All cues of a drawing."""
    return airtime_cues(draw(drawing, each))


def voices(kind: str, drawing: str, each: float = 10.0) -> list[str]:
    """The voices for which a cue of `kind` tells something, as often as it does."""
    return [cue.label for cue in told(drawing, each) if cue.kind == kind]


@pytest.mark.parametrize("drawing", ["", "?", "????"])
def test_nobody_that_can_be_told_apart_gives_no_cue(drawing: str) -> None:
    assert told(drawing) == ()


@pytest.mark.parametrize("drawing", ["A", "A.A.A", "A?A"])
def test_one_voice_alone_tells_only_that_it_is_alone(drawing: str) -> None:
    assert [(cue.kind, cue.label) for cue in told(drawing)] == [("only_voice", "A")]


def test_the_first_and_the_last_voice_are_told() -> None:
    assert voices("first_voice", "ABCB") == ["A"]
    assert voices("last_voice", "ABCB") == ["B"]


def test_a_short_turn_between_two_of_one_voice_is_quoted_by_it() -> None:
    assert voices("is_sandwiched", "AABAACAA") == ["B", "C"]
    assert voices("narrates_around", "AABAACAA") == ["A", "A"]


def test_a_long_turn_is_no_soundbite() -> None:
    assert voices("is_sandwiched", "AABBBBBBAA") == []


@pytest.mark.parametrize("drawing", ["AABCC", "?B?A", "A?AB", "AB"])
def test_a_turn_that_one_voice_does_not_enclose_is_quoted_by_nobody(drawing: str) -> None:
    assert voices("is_sandwiched", drawing) == []
    assert voices("narrates_around", drawing) == []


def test_those_who_speak_a_single_time_are_told() -> None:
    assert voices("speaks_once", "ABACADB") == ["C", "D"]


def test_shares_of_the_talking_leave_out_pauses_and_unknown_voices() -> None:
    shares = {cue.label: cue.strength for cue in told("AAAB...???AAA") if cue.kind == "talk_share"}
    assert shares == {"A": pytest.approx(6 / 7, abs=0.01), "B": pytest.approx(1 / 7, abs=0.01)}


def test_how_long_a_voice_speaks_at_a_time_is_told_by_its_turns_not_by_their_sum() -> None:
    lengths = {cue.label: cue.strength for cue in told("AABAABAABBBBB") if cue.kind == "turn_length"}
    assert lengths["A"] == pytest.approx(0.29, abs=0.01)  # 20 s against the usual 15 s
    many = {cue.label: cue.strength for cue in told("AABAABAABAABAAB") if cue.kind == "turn_length"}
    assert many["A"] == lengths["A"]


def test_a_voice_is_spread_from_its_first_to_its_last_word() -> None:
    spread = {cue.label: cue.strength for cue in told("ABBBBBBBBA") if cue.kind == "spread"}
    assert spread == {"A": 1.0, "B": 0.8}


def test_who_speaks_before_whom_and_around_whom_ties_voices() -> None:
    links = {(link.kind, link.of, link.to) for link in airtime_links(draw("AABAACC?"))}
    assert {("speaks_before", "A", "B"), ("speaks_around", "A", "B"), ("speaks_before", "A", "C")} <= links
    assert ("speaks_around", "A", "C") not in links
    assert not any(link.to == "" for link in airtime_links(draw("A?B")))


def test_cues_know_the_moment() -> None:
    moments = {(cue.kind, cue.time) for cue in told("AABAA")}
    assert {("first_voice", 0.0), ("last_voice", 30.0), ("is_sandwiched", 20.0)} <= moments


def test_turns_without_length_are_no_reason_to_fail() -> None:
    still = [Utterance(1.0, 1.0, "A", "Oh."), Utterance(1.0, 1.0, "B", "Ah.")]
    assert {cue.label for cue in airtime_cues(still)} == {"A", "B"}
