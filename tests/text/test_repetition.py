"""Repetition: a loop of the recognizer, or what was really said many times."""

from __future__ import annotations

import pytest

from pipeline.text.repetition import is_spoken_out, repeats
from pipeline.transcript.model import Word


def chant(seconds_a_word: float, probability: float | None = 0.9, times: int = 10) -> list[Word]:
    """The same word again and again, a word every half second."""
    return [Word(i / 2, i / 2 + seconds_a_word, "Four", probability) for i in range(times)]


def test_a_text_repeats_itself_when_it_shrinks_to_less_than_its_share() -> None:
    assert repeats("four more years " * 10)
    assert not repeats("The harbour bridge stays closed until the spring, the council said.")


def test_a_chant_has_a_place_in_the_sound_for_every_word() -> None:
    assert is_spoken_out(chant(0.3), 5.0)


@pytest.mark.parametrize(
    "words",
    [chant(0.02), chant(0.3, probability=0.2), chant(0.3, probability=None), []],
    ids=["crowded", "unsure", "unrated", "none"],
)
def test_a_loop_of_the_recognizer_has_not(words: list[Word]) -> None:
    assert not is_spoken_out(words, 5.0)


def test_more_words_than_the_time_can_hold_are_not_spoken_out() -> None:
    assert not is_spoken_out(chant(0.3), 1.0)
