"""Adverts whose words the house has told are left out, whoever seems to say them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline import render
from pipeline.article.derive import derive
from pipeline.article.known_adverts import KNOWN_ADVERT, known_adverts
from pipeline.corrections.relabel import relabel
from pipeline.profile.model import Profile
from pipeline.transcript.model import Role, Transcript
from tests.support.drawing import dialogue

ADVERT = "Nobody sleeps better than on Acme. Call now and ask Kevin Acme for your small sample of our beds."
NEWS = (
    ("S1", "Good evening, this is Clara Hughes with the news. The bridge opens again on Monday."),
    ("S2", "We want an answer. I think they owe us one, and we will wait for it here."),
)
HOUSE = Profile(adverts=(ADVERT,))


def programme(*lines: tuple[str | None, str]) -> Transcript:
    return Transcript(language="en", utterances=dialogue(*lines))


def stretches(transcript: Transcript) -> list[tuple[float, float]]:
    return [(one.start, one.end) for one in known_adverts(transcript.utterances, HOUSE.adverts)]


def article(transcript: Transcript) -> str:
    return " ".join(part.text for part in transcript.paragraphs)


@pytest.mark.parametrize(
    "heard",
    [
        ADVERT,
        "nobody sleeps better than on acne call now and ask kevin agnew for your small sample of our bets",
        "Nobody sleeps better on Acme! Call now, and ask Kevin Acme for a small sample of our bed.",
    ],
)
def test_an_advert_is_known_again_though_words_are_misheard(heard: str) -> None:
    found = programme(NEWS[0], ("S3", heard), NEWS[1])
    spoken = found.utterances[1]
    (start, end), *more = stretches(found)
    assert not more
    assert [start, end] == pytest.approx([spoken.start, spoken.end])


def test_words_of_the_programme_around_a_shortened_advert_stay() -> None:
    short = ADVERT.removesuffix(" of our beds.") + "."
    found = programme(
        NEWS[0], ("S3", short), ("S2", "We want an answer of some sort, and so does the council.")
    )
    assert stretches(found) == [(found.utterances[1].start, found.utterances[1].end)]


def test_it_is_found_each_time_it_runs_and_nowhere_else() -> None:
    assert len(stretches(programme(("S3", ADVERT), NEWS[0], ("S3", ADVERT), NEWS[1], ("S1", ADVERT)))) == 3
    assert stretches(programme(*NEWS)) == []
    assert stretches(programme(("S1", "Nobody sleeps better than on Monday. Call me now."))) == []


def test_it_is_not_printed_and_tells_nothing_of_voices() -> None:
    bare = derive(programme(NEWS[0], ("S2", f"{NEWS[1][1]} {ADVERT}"), ("S3", ADVERT)), house=HOUSE)
    assert "Acme" not in article(bare)
    assert NEWS[1][1].split(".")[0] in article(bare)
    assert not [one.name for one in bare.speakers if one.name and "Acme" in one.name]
    assert bare.speaker("S3") is not None
    assert bare.role_of("S3") is Role.UNKNOWN
    assert {one.evidence for one in bare.excluded} == {KNOWN_ADVERT}


def test_it_stays_out_when_the_transcript_is_made_again_without_the_profile() -> None:
    first = derive(programme(NEWS[0], ("S3", ADVERT), NEWS[1]), house=HOUSE)
    assert relabel(first) == first
    assert "Acme" in article(derive(replace(first, excluded=())))


def test_a_break_that_a_known_advert_opens_is_the_same_when_it_is_made_again() -> None:
    sold = "Boots that last a lifetime, now just $39. Call now and get free delivery."
    acted = "I was so happy that I told my wife, and we want it."
    first = derive(programme(NEWS[0], ("S3", ADVERT), ("S4", acted), ("S5", sold), NEWS[1]), house=HOUSE)
    assert [one.evidence for one in first.excluded] == [KNOWN_ADVERT, None]
    assert str(render(first, "article")).count("An advert of") == 1
    assert not any(word in article(first) for word in ("Acme", "wife", "Boots"))
    assert relabel(first) == first


def test_an_advert_of_marks_alone_is_found_nowhere() -> None:
    assert known_adverts(programme(*NEWS).utterances, ["- - - - - - - -"]) == ()


def test_a_language_without_spaces_has_adverts_too() -> None:
    advert = "今すぐお電話ください。アクメのベッドで毎晩ぐっすり眠れます。"
    said = dialogue(
        ("S1", "こんばんは 。 ニュース です 。"),
        ("S2", "今 すぐ お電話 ください 。 アクメ の ベッド で 毎晩 ぐっすり 眠れ ます 。"),
    )
    assert len(known_adverts(said, (advert,))) == 1
