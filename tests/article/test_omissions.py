"""What a person leaves out leaves no sentence that reads as if it were whole."""

from __future__ import annotations

import pytest

from pipeline.article.printing import write_printed
from pipeline.transcript.model import Excluded, Role, Speaker
from tests.support.drawing import dialogue

SAID = dialogue(
    ("S1", "The bill was close to sixty million dollars. The towers were full of rust."),
    ("S2", "We want an answer. Nobody told us a thing. They owe us one."),
)
VOICES = (Speaker("S1", Role.CORRESPONDENT), Speaker("S2", Role.EXPERT))


def article(*stretches: Excluded) -> list[str]:
    return [
        f'"{part.text}"' if part.quoted else part.text
        for part in write_printed(SAID, VOICES, "en", stretches)
    ]


def out(first: float, last: float, kind: str = "dropped") -> Excluded:
    return Excluded(first, last, kind)


def test_the_programme_as_it_is() -> None:
    assert article() == [
        "The bill was close to sixty million dollars.",
        "The towers were full of rust.",
        '"We want an answer. Nobody told us a thing. They owe us one."',
    ]


@pytest.mark.parametrize(
    ("first", "last", "left"),
    [
        (3.0, 4.0, ["The bill was close to sixty…", "The towers were full of rust."]),
        (3.0, 5.0, ["The bill was close to sixty…", "…were full of rust."]),
        (0.0, 1.5, ["…close to sixty million dollars.", "The towers were full of rust."]),
        (4.0, 7.0, ["The bill was close to sixty million dollars."]),
    ],
)
def test_a_sentence_without_some_of_its_words_shows_it(first: float, last: float, left: list[str]) -> None:
    assert article(out(first, last))[: len(left)] == left
    assert article(out(first, last))[-1].startswith('"We want')


def test_a_quote_ends_where_words_of_it_are_left_out() -> None:
    begin = SAID[1].start
    assert article(out(begin + 2.0, begin + 4.5))[2:] == ['"We want an answer."', '"They owe us one."']
    assert article(out(begin + 3.0, begin + 5.0))[2:] == [
        '"We want an answer. Nobody told…"',
        '"…owe us one."',
    ]


def test_the_mark_takes_the_place_of_the_language_s_own_full_stop() -> None:
    said = dialogue(("S1", "橋 は 月曜 に 開き ます 。"), ("S2", "はい 。"))
    parts = write_printed(said, VOICES, "ja", [out(1.5, 3.0)])
    assert parts[0].text == "橋は月曜…"


def test_what_another_voice_says_and_what_is_no_speech_leaves_no_mark() -> None:
    assert article(out(0.0, SAID[0].end)) == ['"We want an answer. Nobody told us a thing. They owe us one."']
    assert article(out(0.0, 60.0, "missing")) == article()
