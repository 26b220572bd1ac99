"""Text that nobody can have said."""

from __future__ import annotations

import pytest

from pipeline.recognition.hallucination import doubt
from pipeline.transcript.model import Word
from tests.support.drawing import REPEATED, heard


def reason(text: str, seconds: float) -> str | None:
    """Why `text` is doubted, if it is."""
    found = doubt(heard(text, 0.0, seconds))
    return found.reason if found else None


def test_the_same_words_over_and_over_are_doubted() -> None:
    assert reason(REPEATED, 60.0) == "the recognizer repeated itself"


def test_more_words_than_anyone_can_say_are_doubted() -> None:
    text = "Seven ministers of four countries met on Tuesday to talk about the price of grain and oil"
    assert reason(text, 1.0) == "more words than fit into the time"
    assert reason(text, 5.0) is None


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("", 5.0),
        ("No, no, no.", 1.0),
        ("Ja.", 0.2),
        ("No, no, no, no.", 0.3),
        (
            "The city expects to collect 9 million dollars every year, and every year it collects less.",
            6,
        ),
    ],
)
def test_what_a_person_can_say_is_believed(text: str, seconds: float) -> None:
    assert reason(text, seconds) is None


def test_a_long_statement_is_believed_though_words_return_in_it() -> None:
    text = (
        "We asked for a bridge and got a bridge. Now they ask us to pay for the bridge each time we cross, "
        "and those of us who live on the far side cross it four times a day. My neighbour sold her car. "
        "I take the ferry in summer, but in winter there is none, so what else should people here do?"
    )
    assert reason(text, 25.0) is None


@pytest.mark.parametrize(("sure", "doubted"), [(0.05, True), (0.8, False)])
def test_words_of_which_the_recognizer_is_hardly_sure_are_doubted(sure: float, doubted: bool) -> None:
    said = (Word(0.0, 1.0, "thank", sure), Word(1.0, 2.0, "you", sure), Word(2.0, 3.0, "again", sure))
    assert (doubt(heard("thank you again", 0.0, 9.0, timed=said)) is not None) is doubted
