"""Adverts: left out of the article, said to be, and brought back by a person."""

from __future__ import annotations

import pytest

from pipeline import ArticleStyle, Timestamps, Transcript, relabel, render
from pipeline.article.adverts import advert_stretches
from pipeline.corrections.correct import correct
from pipeline.transcript.model import Evidence, Excluded, Role, Speaker
from tests.support.drawing import dialogue

_NEWS = "Good evening. The harbour is shut for a third day, and nobody knows for how long."
_ADVERT = "Call now and save up to 500 dollars. Visit our showroom today, free delivery, terms apply."
_SAID = dialogue(("S1", _NEWS), ("S2", _ADVERT), ("S1", "The council meets tomorrow."))


@pytest.fixture
def programme() -> Transcript:
    """News, an advert, and news again."""
    return relabel(Transcript("en", _SAID))


def test_an_advert_is_in_no_paragraph_and_its_place_is_kept(programme: Transcript) -> None:
    assert [(one.kind, one.start, one.end) for one in programme.excluded] == [
        ("advert", _SAID[1].start, _SAID[1].end)
    ]
    assert not any("showroom" in paragraph.text for paragraph in programme.paragraphs)
    assert programme.role_of("S2") is Role.UNKNOWN


def test_the_article_says_where_one_was_left_out_unless_that_is_not_wanted(programme: Transcript) -> None:
    article = render(programme, "article")
    assert "[An advert of 8 s was left out]\n\n" in article
    assert article.index("third day") < article.index("An advert") < article.index("The council")
    assert "\n\n[An advert" in render(programme, "article", ArticleStyle(Timestamps.NONE))
    assert "An advert" not in render(programme, "article", ArticleStyle(hide_left_out=True))


def test_the_plain_text_still_has_its_words_and_marks_them(programme: Transcript) -> None:
    assert "[left out of the article]: Call now" in render(programme, "text")


def test_an_advert_at_the_end_is_told_at_the_end() -> None:
    article = render(relabel(Transcript("en", _SAID[:2])), "article")
    assert article.endswith("[An advert of 8 s was left out]\n")


def test_adverts_of_several_voices_in_a_row_are_one_stretch_and_news_between_them_parts_them() -> None:
    said = dialogue(("A", "one"), ("B", "two"), ("C", "three"), ("B", "four"))
    sells = [Speaker(label, evidence=(Evidence("sells", 0.0),)) for label in "AB"]
    found = advert_stretches(said, [*sells, Speaker("C", Role.ANCHOR)])
    assert [(one.start, one.end) for one in found] == [(0.0, said[1].end), (said[3].start, said[3].end)]


@pytest.mark.parametrize(
    ("between", "joined"),
    [
        (Speaker("C", unsure=True), True),
        (Speaker("C"), True),
        (Speaker("C", confidence=1.0), False),
        (Speaker("C", Role.EXPERT, confidence=0.95), False),
    ],
)
def test_what_nobody_of_the_programme_says_between_two_adverts_is_one_too(
    between: Speaker, joined: bool
) -> None:
    sells = [Speaker(label, evidence=(Evidence("sells", 0.0),)) for label in "AB"]
    said = dialogue(("A", "one"), ("C", "two and three"), ("B", "four"))
    assert len(advert_stretches(said, [*sells, between])) == (1 if joined else 2)
    late = dialogue(("A", "one"), ("C", "two and three " * 25), ("B", "four"))
    assert len(advert_stretches(late, [*sells, between])) == 2


def test_a_known_advert_among_what_a_voice_sells_stays_what_it_is() -> None:
    said = dialogue(("A", "one two three four"))
    known = Excluded(0.5, 1.0, "advert", evidence="told")
    found = advert_stretches(said, [Speaker("A", evidence=(Evidence("sells", 0.0),))], [known])
    assert [(one.start, one.end, one.evidence) for one in found] == [
        (0.0, 0.5, None), (0.5, 1.0, "told"), (1.0, 2.0, None),
    ]  # fmt: skip


def test_a_voice_to_which_a_person_gave_a_role_is_no_advert() -> None:
    kept = Speaker("S2", Role.EXPERT, confidence=1.0)
    assert relabel(Transcript("en", _SAID, speakers=(kept,))).excluded == ()


def test_a_person_brings_an_advert_back(programme: Transcript) -> None:
    back = correct(programme).keep(_SAID[1].start, _SAID[1].end).transcript
    assert back.excluded == ()
    assert any("showroom" in paragraph.text for paragraph in back.paragraphs)
