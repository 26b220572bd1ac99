"""Which capitalised words are a person's name."""

from __future__ import annotations

import pytest

from pipeline.roles.naming.people import Named, People
from pipeline.roles.naming.wording import load_wording
from tests.support.drawing import dialogue


def people(text: str = "", known: tuple[str, ...] = ()) -> People:
    return People.of(dialogue(("S1", text)), load_wording("en"), known)


def name(written: str, text: str = "") -> str | None:
    found = people(text).named(written)
    return found.name if found else None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Lena Ford", "Lena Ford"),
        ("Prime Minister Malcolm Oduya", "Malcolm Oduya"),
        ("CNN's Lena Ford", "Lena Ford"),
        ("Lena Ford's", "Lena Ford"),
        ("CNN Chief Political Correspondent Lena Ford", "Lena Ford"),
        ("Mr. Harran", "Harran"),
        ("Thomas N. Archer", "Thomas N. Archer"),
        ("Fred de la Cruz", "Fred de la Cruz"),
        ("But Lena Ford", "Lena Ford"),
    ],
)
def test_titles_offices_owners_and_what_opens_a_sentence_are_no_part_of_a_name(
    written: str, expected: str
) -> None:
    assert name(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "Prime Minister", "Monsignor", "CNN", "NSW", "Is", "While", "Obviously", "Labor Party",
        "The Red Cross", "Security Council", "United Nations", "South Australian Government",
    ],
)  # fmt: skip
def test_titles_stations_institutions_and_first_words_of_sentences_are_no_names(written: str) -> None:
    assert name(written) is None


def test_a_word_that_the_programme_writes_in_small_letters_is_no_name_alone() -> None:
    assert name("Pies", "The pies are good.") is None
    assert name("Pies") == "Pies"


def test_a_given_name_that_is_a_word_too_is_one_where_the_full_name_is_said() -> None:
    assert name("Mark", "They mark the spot, says Mark Harran.") == "Mark"


def test_places_are_doubtful_names() -> None:
    assert people().named("Cedar Park") == Named("Cedar Park", titled=False, doubtful=True)


def test_whoever_is_known_has_the_name_whatever_it_looks_like() -> None:
    house = people(known=("April March",))
    assert house.named("April March") == Named("April March", titled=False, doubtful=False)


def test_a_title_is_told() -> None:
    found = people().named("Senator Vale")
    assert found is not None
    assert found.titled


def test_without_lists_of_a_language_a_name_is_what_is_written_like_one() -> None:
    found = People.of(dialogue(("S1", "Anna Weber war da.")), load_wording("de")).named("Anna Weber")
    assert found is not None
    assert found.name == "Anna Weber"
