"""Voices of adverts are nobody's of the programme."""

from __future__ import annotations

import pytest

from pipeline import relabel
from pipeline.roles import assign_roles
from pipeline.roles.cues.adverts import sellers
from pipeline.roles.phrases import Phrases, load_phrases
from pipeline.transcript.model import Role, Transcript
from tests.support.drawing import dialogue, utterance

_ENGLISH = load_phrases("en")
_ADVERT = "Boots that last a lifetime, now just $39. Call now and get free delivery."
_NEWS = (
    (
        "S1",
        "Good evening, this is the six o'clock report. The strike goes on. Lena Ford reports.",
    ),
    (
        "S2",
        "The ships lie still, and nobody expects a quick end to it. Lena Ford, Harbour News.",
    ),
)
_LAST = ("S1", "More on that after the break.")


def test_two_phrases_of_selling_make_an_advert() -> None:
    proof = sellers(dialogue(("S1", _ADVERT)), _ENGLISH)["S1"]
    assert {evidence.quote for evidence in proof} == {"just $39", "Call now", "free delivery"}
    assert {evidence.cue for evidence in proof} == {"sells"}


def test_one_is_not_enough_and_without_phrases_nothing_is() -> None:
    assert sellers(dialogue(("S1", "A ticket is now $39, and people are angry.")), _ENGLISH) == {}
    assert sellers(dialogue(("S1", _ADVERT)), Phrases()) == {}
    assert sellers(dialogue((None, _ADVERT)), _ENGLISH) == {}


def test_one_is_enough_next_to_an_advert() -> None:
    pies = ("S2", "Pies that win prizes. And this week a whole one is just $7.")
    assert sellers(dialogue(pies), _ENGLISH) == {}
    assert sellers(dialogue(("S1", _ADVERT), pies), _ENGLISH).keys() == {"S1", "S2"}
    later = (("S3", "Now the weather."), ("S2", "It will rain."))
    assert sellers(dialogue(("S1", _ADVERT), pies, *later), _ENGLISH).keys() == {"S1"}


def test_one_is_not_enough_some_seconds_after_an_advert() -> None:
    (advert,) = dialogue(("S1", _ADVERT))
    later = utterance("S2", "A whole one is just $7 in the new market.", start=advert.end + 10.0)
    assert sellers((advert, later), _ENGLISH).keys() == {"S1"}


def test_a_row_of_adverts_is_followed_from_one_to_the_next() -> None:
    row = [(f"S{number}", "And this week a whole one is just $7.") for number in range(2, 5)]
    assert sellers(dialogue(("S1", _ADVERT), *row), _ENGLISH).keys() == {"S1", "S2", "S3", "S4"}


def test_a_report_on_prices_after_the_break_is_none() -> None:
    news = ("S2", f"A loaf is just $4 now, and families feel it. {'Nobody knows why it rose. ' * 20}")
    assert sellers(dialogue(("S1", _ADVERT), news), _ENGLISH).keys() == {"S1"}


@pytest.mark.parametrize(
    "text",
    [
        "Twelve months interest free, and free admission on Sunday.",
        "Side effects may include sleep. Use only as directed.",
        "It is starting at just $99. Restrictions apply.",
        "For as little as $9 a month. The offer ends soon.",
    ],
)
def test_what_is_said_of_goods_of_every_kind_sells(text: str) -> None:
    assert sellers(dialogue(("S1", text)), _ENGLISH).keys() == {"S1"}


@pytest.mark.parametrize(
    "text",
    [
        "Oil is at $80 a barrel tonight, from $75 a week ago, and petrol is $4 a gallon.",
        "The drug has side effects, doctors say, and campaign financing is at the heart of it.",
        "The council says it will take just $3 off a ticket.",
        "She told People.com about it in 2016, and Time.com has the story. It is on People.com tonight.",
        f"{_ADVERT} {'The ships lie still tonight and no_progress knows why. ' * 30}",
    ],
)
def test_prices_in_the_news_and_a_phrase_now_and_then_are_no_advert(text: str) -> None:
    assert sellers(dialogue(("S1", text)), _ENGLISH) == {}


def test_an_advert_has_no_role_and_is_never_quoted() -> None:
    transcript = relabel(Transcript("en", dialogue(*_NEWS, ("S3", _ADVERT), _LAST)))
    advert = transcript.speakers[2]
    assert (advert.role, advert.confidence) == (Role.UNKNOWN, None)
    assert advert.evidence[0].cue == "sells"
    assert not any(paragraph.quoted for paragraph in transcript.paragraphs)


def test_roles_are_decided_as_if_the_advert_were_not_there() -> None:
    without = assign_roles(dialogue(*_NEWS, _LAST), "en")
    beside = assign_roles(dialogue(*_NEWS, ("S3", _ADVERT), _LAST), "en")
    assert [one.role for one in beside] == [*(one.role for one in without), Role.UNKNOWN]


def test_adverts_alone_are_all_unknown() -> None:
    assert [one.role for one in assign_roles(dialogue(("S1", _ADVERT)), "en")] == [Role.UNKNOWN]
