"""Signs that are no speech: `[Music]`, `(applause)`, sung lines."""

from __future__ import annotations

import pytest

from pipeline import ArticleStyle, Timestamps, Transcript, correct, relabel, render
from pipeline.article.places import ranked
from pipeline.article.signs import signs_in
from pipeline.transcript.model import Role, Speaker, Utterance
from tests.support.drawing import dialogue, utterance


def kinds(said: str, language: str = "en") -> list[tuple[int, int, str]]:
    """First word, the word behind the last, and what it is."""
    return [
        (sign.place.first, sign.place.last, sign.kind) for sign in signs_in([utterance("S1", said)], language)
    ]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("[Music]", [(0, 1, "music")]),
        ("[MUSIC PLAYING] Good evening.", [(0, 2, "music")]),
        ("Good [Applause.] evening", [(1, 2, "sound")]),
        ("[ Music ]", [(0, 3, "music")]),
        ("(Audience laughing) Yes.", [(0, 2, "sound")]),
        ("( applause ) Yes.", [(0, 3, "sound")]),
        ("*applause*", [(0, 1, "sound")]),
        ("*door slams*", [(0, 2, "sound")]),
        ("\u266a We are the champions \u266a Good evening.", [(0, 6, "music")]),
        ("We are the champions \u266a", [(0, 5, "music")]),
        ("\u266a We are the champions", [(0, 5, "music")]),
        ("\u266a", [(0, 1, "music")]),
        ("[inaudible] [Music]", [(0, 1, "sound"), (1, 2, "music")]),
    ],
)
def test_signs_are_found_with_what_they_are_of(said: str, found: list[tuple[int, int, str]]) -> None:
    assert kinds(said) == found


@pytest.mark.parametrize(
    "said",
    [
        "He (the mayor) left.",
        "It is (as I said before) cold.",
        "It is *really* cold.",
        "[the mayor of this city] left.",
        "Call (555) 1234.",
        "(",
        "5 * 3 * 2",
    ],
)
def test_what_a_person_says_in_brackets_is_no_sign(said: str) -> None:
    assert kinds(said) == []


@pytest.mark.parametrize(
    ("said", "language", "kind"),
    [
        ("(Applaus)", "de", "sound"),
        ("(m\u00fasica)", "es", "music"),
        ("\uff08\u62cd\u624b\uff09", "ja", "sound"),
        ("(\u0430\u043f\u043b\u043e\u0434\u0438\u0441\u043c\u0435\u043d\u0442\u044b)", "ru-RU", "sound"),
        ("(applause)", "fi", "sound"),
    ],
)
def test_sounds_are_known_by_their_names_in_many_languages(said: str, language: str, kind: str) -> None:
    assert kinds(said, language) == [(0, 1, kind)]


def test_a_sign_is_not_printed_and_the_article_says_where_it_was() -> None:
    said = dialogue(
        ("S1", "[Music] [Music] [Music]"),
        ("S1", "Good evening. The council [Applause] met (laughs) today."),
    )
    result = relabel(Transcript("en", said, speakers=(Speaker("S1", Role.ANCHOR),)))
    assert [(one.start, one.end, one.kind) for one in result.excluded] == [
        (0.0, 1.5, "music"),
        (3.5, 4.0, "sound"),
        (4.5, 5.0, "sound"),
    ]
    assert render(result, "article", ArticleStyle(Timestamps.NONE)).split("\n\n") == [
        "[Music of 2 s was left out]",
        "Good evening. The council met today.\n",
    ]
    assert "Music" not in render(result, "article", ArticleStyle(hide_left_out=True))
    assert "[Music]" in render(result, "text")


def test_what_others_say_during_applause_is_printed() -> None:
    said = (Utterance(0.0, 9.0, "S2", "[Applause]"), utterance("S1", "Good evening.", start=3.0))
    texts = [part.text for part in relabel(Transcript("en", said)).paragraphs]
    assert texts == ["Good evening."]


def test_a_sign_is_never_quoted_and_never_a_name_or_a_place_to_listen_to() -> None:
    said = dialogue(
        ("S1", "Good evening. Here is [Jane Doe speaking] our guest."),
        ("S2", "We [Cheers] want an answer."),
    )
    result = relabel(
        Transcript("en", said, speakers=(Speaker("S1", Role.ANCHOR), Speaker("S2", Role.EXPERT)))
    )
    assert [part.text for part in result.paragraphs if part.quoted] == ["We want an answer."]
    assert [one.name for one in result.speakers] == [None, None]
    assert ranked(result) == ()


def test_passages_lead_to_the_words_of_the_whole_utterance() -> None:
    (part,) = relabel(Transcript("en", dialogue((None, "[Music] Good evening.")))).paragraphs
    assert [(one.first, one.last) for one in part.passages] == [(1, 3)]


def test_a_person_may_have_it_printed_after_all() -> None:
    transcript = relabel(Transcript("en", dialogue(("S1", "Good evening. [Cheers] It rains."))))
    kept = correct(transcript).keep(1.0, 1.5).transcript
    assert " ".join(part.text for part in kept.paragraphs) == "Good evening. [Cheers] It rains."


def test_nothing_but_signs_leaves_an_article_that_says_so() -> None:
    transcript = Transcript("en", (Utterance(0.0, 30.0, None, "[Music]"),))
    assert render(transcript, "article") == "[00:00:00] [Music of 30 s was left out]\n"
