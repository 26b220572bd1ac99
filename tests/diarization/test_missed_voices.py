"""A second voice that was heard and not written down."""

from __future__ import annotations

from pipeline.diarization.missed_voices import marked, missed_voices
from pipeline.engines.diarization import UNATTRIBUTED, Diarization, Turn
from pipeline.transcript.model import Utterance
from pipeline.transcript.provenance import Skipped
from tests.support.drawing import utterance


def missing(*turns: Turn, said: tuple[Utterance, ...]) -> list[tuple[float, float, str]]:
    """Start, end and reason of what is missing."""
    found = missed_voices(said, Diarization(turns, turns))
    return [(place.start, place.end, place.reason) for place in found]


_MINISTER = utterance("S1", "We will rebuild the harbour wall this year.", 0.0)  # until 4.0 s
_OVER = "speaks at the same time; its words are missing"


def test_a_second_voice_without_words_is_told_with_its_time() -> None:
    later = utterance("S2", "Thank you.", 6.0)
    turns = (Turn(0.0, 4.0, "S1"), Turn(1.0, 3.5, "S2"), Turn(6.0, 7.0, "S2"))
    assert missing(*turns, said=(_MINISTER, later)) == [(1.0, 3.5, f"another voice (S2) {_OVER}")]


def test_a_voice_without_a_word_in_the_whole_transcript_has_no_label_to_be_told_by() -> None:
    turns = (Turn(0.0, 4.0, "S1"), Turn(1.0, 3.5, "S2"))
    assert missing(*turns, said=(_MINISTER,)) == [(1.0, 3.5, f"another voice {_OVER}")]


def test_both_voices_written_down_leave_nothing_to_tell() -> None:
    other = utterance("S2", "That is not true at all.", 1.0)
    assert missing(Turn(0.0, 4.0, "S1"), Turn(1.0, 4.0, "S2"), said=(_MINISTER, other)) == []


def test_only_the_part_without_words_is_told() -> None:
    other = utterance(
        "S2", "That is", 1.0
    )  # until 2.0 s and its turn goes on: from a breath later its words are missing
    turns = (Turn(0.0, 4.0, "S1"), Turn(1.0, 3.5, "S2"))
    assert missing(*turns, said=(_MINISTER, other)) == [(2.25, 3.5, f"another voice (S2) {_OVER}")]


def test_a_listeners_word_under_a_second_is_not_told() -> None:
    assert missing(Turn(0.0, 4.0, "S1"), Turn(1.0, 1.9, "S2"), said=(_MINISTER,)) == []


def test_stretches_a_breath_apart_are_one() -> None:
    turns = (Turn(0.0, 4.0, "S1"), Turn(0.5, 1.2, "S2"), Turn(1.6, 2.4, "S2"))
    assert missing(*turns, said=(_MINISTER,)) == [(0.5, 2.4, f"another voice {_OVER}")]


def test_a_voice_alone_is_nobodys_second_voice() -> None:
    """What nobody wrote down of it is a window without words, which is listed already."""
    assert missing(Turn(0.0, 4.0, "S1"), Turn(4.0, 8.0, "S2"), said=(_MINISTER,)) == []


def test_the_voice_that_was_not_followed_is_told_whoever_began() -> None:
    other = utterance("S2", "That is not true at all.", 1.0)
    said = (utterance("S1", "We will", 0.0), other)  # the recognizer left the first voice at 1.0 s
    turns = (Turn(0.0, 4.0, "S1"), Turn(1.0, 4.0, "S2"))
    assert missing(*turns, said=said) == [(1.0, 4.0, f"another voice (S1) {_OVER}")]


def test_where_nobody_has_words_the_voice_that_had_the_floor_takes_breath() -> None:
    first, second = utterance("S1", "We will", 0.0), utterance("S1", "rebuild it.", 3.0)
    turns = (Turn(0.0, 4.0, "S1"), Turn(0.5, 3.5, "S2"))
    assert missing(*turns, said=(first, second)) == [(0.5, 3.5, f"another voice {_OVER}")]


def test_where_nobody_told_voices_apart_nothing_is_known_of_a_second_one() -> None:
    turns = (Turn(0.0, 4.0, UNATTRIBUTED), Turn(0.0, 4.0, UNATTRIBUTED))
    assert missing(*turns, said=(utterance(None, "We will rebuild the wall.", 0.0),)) == []


def test_an_utterance_with_a_voice_missing_in_it_is_marked_as_overlapped_and_no_other_is() -> None:
    before, after = utterance("S1", "Good evening.", 0.0), utterance("S1", "We will rebuild the wall.", 2.0)
    place = Skipped(2.5, 4.0, "")
    assert [one.overlapped for one in marked((before, after), [place])] == [False, True]
    assert marked((before, after), []) == (before, after)
