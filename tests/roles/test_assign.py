"""Whole programmes, written for these tests, to roles and names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.roles import assign_roles
from pipeline.roles.cues.airtime import airtime_cues
from pipeline.roles.evidence import cues_of, merge_turns
from pipeline.roles.naming.voices import IS_CALLED
from pipeline.roles.weights import load_weights
from pipeline.transcript.model import Role, Speaker, Utterance
from tests.support.drawing import dialogue, utterance

_STUDIO = dialogue(
    (
        "S1",
        "Good evening, I'm Maria Keller and this is the six o'clock report. The town library closes its "
        "doors after ninety years. Our correspondent Daniel Osei joins me in the studio. "
        "Daniel, why is the library closing?",
    ),
    (
        "S2",
        "The building is too old, Maria. The council found water in the walls, and a new roof would cost "
        "more than a new house. Readers are sad about it.",
    ),
    ("S3", "I learned to read in that room. I think my children will miss it."),
    (
        "S2",
        "The council wants to move the books to the school. "
        "Its librarian, Helen Park, says the shelves are ready.",
    ),
    ("S4", "We will open the school library in the evening too. You know, nobody has to stop reading."),
    ("S2", "The move takes three weeks and begins after the summer fair."),
    ("S1", "Daniel, thank you for that report."),
)

_NARRATED = dialogue(
    (
        "S1",
        "Every spring the storks come back to this village. The first pair arrived last week, and people "
        "counted eleven nests by the weekend. Farmers leave the tall grass standing for them.",
    ),
    ("S2", "My father did that, and his father did too."),
    (
        "S1",
        "Not everybody is happy about the birds. Their nests are heavy, and two chimneys fell down during "
        "the winter storms. A bird expert says there is a simple answer.",
    ),
    ("S3", "Put a wheel on a pole and they will build there."),
    ("S1", "The village has put up six poles so far. Three of them are taken."),
)

_INTERVIEW = dialogue(
    (
        "S1",
        "Welcome to the morning show. Joining us is Paul Reed, an economist at the city bank. "
        "Is bread too expensive?",
    ),
    ("S2", "Thanks for having me. I think it is, and the price of grain is only half of the story."),
    ("S1", "What is the other half?"),
    ("S2", "You know, the rent of the shops has doubled. I believe that matters more."),
    ("S1", "Stay with us, the weather is next."),
)

_FRENCH = dialogue(
    ("S1", "Bonsoir à tous, voici les nouvelles de la région, et d'abord la rivière qui monte depuis hier."),
    ("S2", "L'eau est déjà dans la cave."),
    ("S1", "Le maire attend la fin de la pluie."),
)


def roles(utterances: Sequence[Utterance], language: str = "en") -> dict[str, str]:
    """The role of every label."""
    return {speaker.label: str(speaker.role) for speaker in assign_roles(utterances, language)}


def names(utterances: Sequence[Utterance]) -> dict[str, str | None]:
    """The name of every label."""
    return {speaker.label: speaker.name for speaker in assign_roles(utterances, "en")}


def test_an_anchor_a_named_correspondent_and_two_soundbites() -> None:
    assert roles(_STUDIO) == {"S1": "anchor", "S2": "correspondent", "S3": "expert", "S4": "expert"}


def test_names_come_from_the_greeting_the_hand_over_and_the_thanks() -> None:
    assert names(_STUDIO) == {"S1": "Maria Keller", "S2": "Daniel Osei", "S3": None, "S4": None}


def test_a_narrator_without_an_anchor_is_a_correspondent_and_those_in_between_are_quoted() -> None:
    assert roles(_NARRATED) == {"S1": "correspondent", "S2": "expert", "S3": "expert"}


def test_a_guest_in_the_studio_is_an_expert_and_who_asks_is_the_anchor() -> None:
    assert roles(_INTERVIEW) == {"S1": "anchor", "S2": "expert"}


@pytest.mark.parametrize("times", [1, 8])
def test_one_voice_alone_that_reports_is_neither_named_nor_quoted(times: int) -> None:
    said = dialogue(("S1", "The rain stops at noon and the wind turns to the north in the evening. " * times))
    (speaker,) = assign_roles(said, "en")
    assert speaker.name is None
    assert speaker.role is not Role.EXPERT


def test_one_voice_alone_that_presents_is_the_anchor() -> None:
    said = dialogue(("S1", "Good evening, this is Maria Keller with the news. Stay with us."))
    assert roles(said) == {"S1": "anchor"}


@pytest.mark.parametrize("language", ["fr", "xx", ""])
def test_without_a_phrase_list_airtime_alone_speaks(language: str) -> None:
    assert roles(_FRENCH, language)["S2"] == "expert"
    told = {cue.kind for cue in cues_of(_FRENCH, language).cues}
    assert told == {cue.kind for cue in airtime_cues(_FRENCH)}


def test_two_hundred_voices_all_get_an_answer() -> None:
    said = dialogue(*((f"S{number}", "I think so. Lena, thank you.") for number in range(1, 201)))
    speakers = assign_roles(said, "en")
    assert [speaker.label for speaker in speakers] == [f"S{number}" for number in range(1, 201)]
    assert len([speaker for speaker in speakers if speaker.name]) <= 1


def test_nobody_speaking_gives_no_speakers() -> None:
    assert assign_roles((), "en") == ()


def test_a_voice_without_a_label_is_nobody() -> None:
    said = dialogue((None, "Good evening."), ("S1", "The ships lie still."))
    assert [speaker.label for speaker in assign_roles(said, "en")] == ["S1"]


def test_a_role_given_is_kept_and_the_missing_ones_are_assigned() -> None:
    given_by_hand = (
        Speaker("S3", Role.CORRESPONDENT, "Ana Ruiz"),
        Speaker("S4", Role.UNKNOWN, "Helen Park", extra={"desk": "culture"}),
    )
    result = {speaker.label: speaker for speaker in assign_roles(_STUDIO, "en", given_by_hand)}
    assert (result["S3"].role, result["S3"].name) == (Role.CORRESPONDENT, "Ana Ruiz")
    assert (result["S4"].role, result["S4"].name) == (Role.EXPERT, "Helen Park")
    assert result["S4"].extra == {"desk": "culture"}
    assert (result["S1"].role, result["S2"].role) == (Role.ANCHOR, Role.CORRESPONDENT)


def test_a_role_given_without_a_name_gets_the_name_that_was_said() -> None:
    result = {s.label: s for s in assign_roles(_STUDIO, "en", [Speaker("S2", Role.EXPERT)])}
    assert (result["S2"].role, result["S2"].name) == (Role.EXPERT, "Daniel Osei")


def test_a_role_given_by_a_person_is_certain() -> None:
    (speaker,) = assign_roles((utterance("S1", "Hello."),), "en", [Speaker("S1", Role.EXPERT)])
    assert speaker.confidence == 1.0


def test_a_speaker_given_who_never_speaks_is_kept_at_the_end() -> None:
    result = assign_roles(_STUDIO, "en", [Speaker("S9", Role.EXPERT, "Ana Ruiz")])
    assert result[-1].label == "S9"
    assert result[-1].name == "Ana Ruiz"


def test_evidence_for_a_role_names_cue_words_and_moment() -> None:
    anchor = assign_roles(_STUDIO, "en")[0]
    thanks = next(proof for proof in anchor.evidence if proof.cue == "thanks_by_name")
    assert thanks.quote == "Daniel, thank you"
    assert thanks.time == _STUDIO[-1].start
    assert thanks.weight > 0


def test_evidence_speaks_for_the_role_that_was_found_the_weightiest_first() -> None:
    for speaker in assign_roles(_STUDIO, "en"):
        weights = [proof.weight for proof in speaker.evidence if proof.cue != IS_CALLED]
        assert weights == sorted(weights, reverse=True)
        assert weights[-1] > 0


def test_saying_the_same_thing_ten_times_proves_no_more_than_twice() -> None:
    said = dialogue(("S1", "It rains. " + "Stay with us. It rains. " * 10), ("S2", "Yes."))
    kinds = Counter(proof.cue for proof in assign_roles(said, "en")[0].evidence)
    assert kinds["presents"] == 2


def test_every_cue_that_is_found_has_a_weight() -> None:
    clues = [cues_of(script, "en") for script in (_STUDIO, _NARRATED, _INTERVIEW)]
    kinds = {cue.kind for found in clues for cue in found.cues}
    assert len(kinds) > 15
    assert kinds <= set(load_weights().cues)
    assert {link.kind for found in clues for link in found.links} <= set(load_weights().links)


def test_capitals_throughout_hide_names_but_not_roles() -> None:
    loud = [replace(said, text=said.text.upper()) for said in _STUDIO]
    assert set(names(loud).values()) == {None}
    assert roles(loud) == roles(_STUDIO)


def test_turns_are_merged_by_the_clock_in_whatever_order_utterances_come() -> None:
    said = dialogue(("S1", "One."), ("S1", "Two."), ("S2", "Three."))
    assert merge_turns(said[::-1]) == merge_turns(said)


def test_turns_of_one_voice_are_merged_over_utterances_and_not_over_other_voices() -> None:
    said = dialogue(("S1", "One."), ("S1", "Two."), ("S2", "Three."), ("S1", "Four."))
    merged = merge_turns(said)
    assert [(turn.speaker, turn.text) for turn in merged] == [
        ("S1", "One. Two."),
        ("S2", "Three."),
        ("S1", "Four."),
    ]
    assert merged[0].end == said[1].end
    assert [word.text for word in merged[0].words] == ["One.", "Two."]


_PHRASES = [
    "Good evening, I'm Maria Keller and this is the news.",
    "Our correspondent Daniel Osei joins us in the studio.",
    "Daniel, why is that?",
    "Lena Ford reports.",
    "I think it is too late for us, you know.",
    "A farmer says they are welcome here.",
    "Daniel, thank you for that report.",
    "Thank you, Lena.",
    "Always a pleasure, Maria.",
    "Lena Ford, Channel Nine News.",
]


@given(st.lists(st.tuples(st.sampled_from(["S1", "S2", "S3", None]), st.sampled_from(_PHRASES)), max_size=12))
def test_no_name_appears_that_nobody_said_and_nobody_is_forgotten(
    lines: list[tuple[str | None, str]],
) -> None:
    speakers = assign_roles(dialogue(*lines), "en")
    spoken = " ".join(text for _, text in lines)
    assert all(speaker.name in spoken for speaker in speakers if speaker.name)
    assert [speaker.label for speaker in speakers] == list(
        dict.fromkeys(label for label, _ in lines if label)
    )
    assert all(0.0 <= (speaker.confidence or 0.0) <= 1.0 for speaker in speakers)
    named = [speaker.name for speaker in speakers if speaker.name]
    assert len(set(named)) == len(named)


def test_a_hand_over_names_the_next_voice() -> None:
    said = dialogue(
        ("S1", "Good evening. Our correspondent Daniel Osei joins us in the studio."),
        ("S2", "The council wants to move the books to the school before the summer fair begins."),
        ("S1", "In other news, the museum shows its new hall tomorrow."),
    )
    assert [speaker.name for speaker in assign_roles(said, "en")] == [None, "Daniel Osei"]


@pytest.mark.parametrize("language", ["fr", "xx"])
def test_one_voice_without_any_evidence_is_not_quoted(language: str) -> None:
    (speaker,) = assign_roles(dialogue(("S1", "La pluie tombe. " * 6)), language)
    assert speaker.role is Role.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "The bill will now go to the Senate.",
        "The money will go to Germany.",
        "Germany has more than eighty million people.",
    ],
)
def test_a_place_that_something_goes_to_is_nobodys_name(text: str) -> None:
    said = dialogue(("S1", f"The town library is closed. {text}"), ("S2", "We have waited long enough."))
    assert [speaker.name for speaker in assign_roles(said, "en")] == [None, None]


@pytest.mark.parametrize(
    ("thanks", "name"), [("Thank you, Minister.", None), ("Thank you, Mr. Hall.", "Hall")]
)
def test_a_title_is_no_name(thanks: str, name: str | None) -> None:
    said = dialogue(("S2", "We have waited long enough."), ("S1", f"{thanks} Now the weather."))
    assert assign_roles(said, "en")[0].name in (name, None)


@pytest.mark.parametrize("name", ["Élodie Martin", "Ana Ólafsdóttir", "Łukasz Nowak"])
def test_a_name_may_begin_with_a_letter_that_english_lacks(name: str) -> None:
    said = dialogue(("S2", "We have waited long enough."), ("S1", f"Thank you, {name}. Now the weather."))
    assert assign_roles(said, "en")[0].name == name


def test_speakers_stand_in_the_order_in_which_they_first_speak() -> None:
    said = (utterance("S2", "Second.", 9.0), utterance("S1", "First.", 0.0))
    assert [speaker.label for speaker in assign_roles(said, "en")] == ["S1", "S2"]


def test_words_of_another_language_are_no_cues_and_their_time_counts() -> None:
    said = dialogue(
        ("S1", "Good evening. The ferry strike enters its second week. Lena Ford has more from the harbour."),
        ("S2", "The ships lie still, and nobody here expects a quick end to it before the summer begins."),
    )
    heard = assign_roles(said, "en")
    foreign = assign_roles([replace(said[0], language="fr"), said[1]], "en")
    assert heard[1].name == "Lena Ford"
    assert foreign[1].name is None
    assert [speaker.label for speaker in foreign] == ["S1", "S2"]
    assert not any("Lena" in found.quote for speaker in foreign for found in speaker.evidence)
