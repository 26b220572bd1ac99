"""Where voices are called by a name."""

from __future__ import annotations

import pytest

from pipeline.roles.evidence import cues_of
from pipeline.roles.naming.claims import claims_of
from pipeline.roles.naming.people import People
from pipeline.roles.naming.wording import load_wording
from tests.support.drawing import dialogue

_Lines = tuple[tuple[str, str], ...]


def called(*lines: tuple[str, str]) -> set[tuple[str, str]]:
    """Labels and names of all claims in a dialogue."""
    turns = dialogue(*lines)
    people = People.of(turns, load_wording("en"))
    found = claims_of(turns, cues_of(turns, "en").cues, people, "en")
    return {(claim.label, claim.named.name) for claim in found}


@pytest.mark.parametrize(
    "before",
    [
        "Mr. Harran, is the dam safe?",
        "So Mr. Harran, you said it would not last.",
        "Why did you leave, Mr. Harran?",
        "John Harran, what went wrong there?",
        "Joining me now is the economist John Harran.",
        "John Harran is with us tonight. Welcome.",
        "Residents are worried. The engineer John Harran says nobody asked them.",
        "We begin with this report from John Harran.",
        "John Harran has that story.",
        "Let us go round. First, John Harran.",
    ],
)
def test_a_name_before_a_voice_is_that_voice_s(before: str) -> None:
    found = called(("S1", f"It rained for a week. {before}"), ("S2", "It did, and it will rain again."))
    assert {label for label, name in found if name in ("Harran", "John Harran")} == {"S2"}


@pytest.mark.parametrize(
    "after",
    [
        "Thank you very much, John Harran.",
        "John Harran, many thanks.",
        "Well, John, that was clear. The dam holds.",
        "That was John Harran in Hillford.",
    ],
)
def test_a_name_after_a_voice_is_that_voice_s(after: str) -> None:
    said = (
        ("S1", "What now?"),
        ("S2", "John Harran knew. It holds."),
        ("S1", f"{after} Now the rest."),
    )
    assert {label for label, _ in called(*said)} == {"S2"}


def test_whoever_ends_with_name_and_station_or_says_the_own_name_in_full_is_called_so() -> None:
    assert ("S1", "Lena Ford") in called(("S1", "It rains. Lena Ford, CNN, on the island of Sark."))
    assert ("S1", "Lena Ford") in called(("S1", "It rains. In Hillford, Lena Ford, ABC7."))
    assert ("S1", "Lena Ford") in called(("S1", "My name is Lena Ford. I was a farmer."))


@pytest.mark.parametrize(
    "lines",
    [
        (("S1", "Prime Minister, good morning."), ("S2", "Good morning.")),
        (("S1", "Is there a plan? While there may be one, who knows?"), ("S2", "There is.")),
        (("S1", "We were told by the Georgia governor, Brian Kemp?"), ("S2", "By him.")),
        (("S1", "The Red Cross tells us they expect more."), ("S2", "We do.")),
        (("S1", "Tonight the Red Cross tells us they expect more."), ("S2", "We do.")),
        (("S1", "Ruth Bell, as you know, was the mayor."), ("S2", "She was.")),
        (("S1", "Has Ruth Bell, in your view, done enough?"), ("S2", "She has.")),
    ],
)
def test_offices_first_words_of_sentences_and_people_spoken_of_are_nobody_s_name(lines: _Lines) -> None:
    assert called(*lines) == set()


def test_who_is_thanked_after_several_voices_is_not_known() -> None:
    said = (
        ("S1", "Lena Ford reports."),
        ("S2", "The dam broke at night."),
        ("S3", "I heard the water come."),
        ("S1", "Lena Ford, thank you."),
    )
    assert ("S3", "Lena Ford") not in called(*said)


def test_of_two_who_are_thanked_at_once_neither_is_known() -> None:
    said = (("S1", "What now?"), ("S2", "We wait."), ("S1", "Lena Ford, Ruth Bell, thank you. Thanks, Lena."))
    assert {name for label, name in called(*said) if label == "S2"} == set()


def test_a_guest_is_not_known_where_two_are_announced() -> None:
    said = (("S1", "With me are Lena Ford and Ruth Bell."), ("S2", "Good evening."))
    assert called(*said) == set()


@pytest.mark.parametrize(
    "lead",
    [
        "John Harran, an economist at the university, says the price is fair.",
        "John Harran of the harbour board said it was too early to tell.",
        "Meanwhile John Harran, who lost his house, told us he would stay.",
    ],
)
def test_whose_words_are_announced_with_what_he_is_has_the_name_if_only_a_bite_is_heard(lead: str) -> None:
    said = (
        ("S1", f"The toll is three dollars. {lead}"),
        ("S2", "It is fair."),
        ("S1", "The board disagrees."),
    )
    assert ("S2", "John Harran") in called(*said)
    guest = (*said, *[("S2", "I think so."), ("S1", "Why?")] * 3)
    assert ("S2", "John Harran") not in called(*guest)


def test_nobody_has_a_name_where_the_announcement_names_two() -> None:
    lead = "John Harran, a friend of Ruth Bell, says the price is fair."
    assert called(("S1", lead), ("S2", "It is fair.")) == set()


def test_of_two_who_are_spoken_to_the_last_one_speaks_where_a_question_follows() -> None:
    said = (
        (
            "S1",
            "CNN's Lena Ford is live for us in Hillford, and Paul Sands is at the dam. Lena, what is new?",
        ),
        ("S2", "The police have no trace of him."),
        ("S1", "Stand by, Lena. Paul, you know the dam. Is it quiet there?"),
        ("S3", "It is. Hardly anybody is out."),
    )
    assert {name for label, name in called(*said) if label == "S3"} == {"Paul"}
    assert ("S2", "Lena Ford") in called(*said)


def test_whoever_turns_to_somebody_by_name_and_asks_does_not_mean_the_voice_before() -> None:
    said = (
        ("S1", "What now?"),
        ("S2", "We wait."),
        ("S1", "Yes. Lena, what about you?"),
        ("S3", "I do not."),
    )
    assert ("S2", "Lena") not in called(*said)
    assert ("S3", "Lena") in called(*said)
