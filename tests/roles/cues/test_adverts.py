"""Voices of adverts are nobody's of the programme."""

from __future__ import annotations

import pytest

from pipeline import relabel
from pipeline.roles import assign_roles
from pipeline.roles.cues.adverts import sellers
from pipeline.roles.phrases import Phrases, load_phrases
from pipeline.transcript.model import Role, Transcript
from tests.support.drawing import dialogue

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
