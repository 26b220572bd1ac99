"""Cues from the words of short exchanges."""

from __future__ import annotations

import pytest

from pipeline.roles.cues.base import Cue, Link
from pipeline.roles.cues.spoken import spoken_cues
from pipeline.roles.phrases import Phrases, load_phrases
from pipeline.transcript.model import Utterance
from tests.support.drawing import dialogue

_ENGLISH = load_phrases("en")


def cues(*lines: tuple[str | None, str]) -> set[tuple[str, str]]:
    """Kind and label of every cue in a dialogue."""
    found = spoken_cues(dialogue(*lines), _ENGLISH)
    return {(cue.kind, cue.label) for cue in found if isinstance(cue, Cue)}


def links(*lines: tuple[str | None, str]) -> set[tuple[str, str, str]]:
    """Kind and both voices of every link in a dialogue."""
    found = spoken_cues(dialogue(*lines), _ENGLISH)
    return {(link.kind, link.of, link.to) for link in found if isinstance(link, Link)}


def test_a_hand_over_tells_about_both_sides() -> None:
    told = cues(("S1", "Lena Ford has more."), ("S2", "The ships lie still."))
    assert {("hands_over", "S1"), ("is_handed_to", "S2")} <= told


def test_the_voice_handed_over_to_is_called_by_the_name_in_the_hand_over() -> None:
    said = dialogue(("S1", "Lena Ford has more."), ("S2", "The ships lie still."))
    told = (cue for cue in spoken_cues(said, _ENGLISH) if isinstance(cue, Cue))
    (handed,) = (cue for cue in told if cue.kind == "is_handed_to")
    assert (handed.name, handed.quote) == ("Lena Ford", "Lena Ford has more")


def test_a_hand_over_after_which_nobody_speaks_is_none() -> None:
    assert ("hands_over", "S1") not in cues(("S1", "Lena Ford has more."))


def test_somebody_with_a_title_is_brought_in_as_a_guest_not_as_a_colleague() -> None:
    told = cues(
        ("S1", "Joining us is Paul Reed, an economist at the city bank."), ("S2", "Bread is too expensive.")
    )
    assert ("is_handed_to", "S2") not in told


def test_a_correspondent_with_a_title_stays_a_colleague() -> None:
    told = cues(
        ("S1", "Our correspondent Paul Reed joins us, and he spoke to the mayor."),
        ("S2", "The ships lie still."),
    )
    assert ("is_handed_to", "S2") in told


def test_a_question_at_the_end_of_a_turn_asks_the_next_voice() -> None:
    told = cues(("S1", "The ships lie still. Is that right?"), ("S2", "Nobody pays."))
    assert {("asks", "S1"), ("is_asked", "S2")} <= told
    assert ("asks", "S1") not in cues(("S1", "The ships lie still."), ("S2", "Nobody pays."))
    assert ("asks", "S1") not in cues(("S1", "Is that right?"))


def test_thanks_speak_for_the_voice_before() -> None:
    said = dialogue(("S2", "The ships lie still."), ("S1", "Thank you, Lena. Now the weather."))
    told = {cue.kind: cue for cue in spoken_cues(said, _ENGLISH) if isinstance(cue, Cue)}
    assert (told["thanks_by_name"].label, told["thanks_by_name"].name) == ("S1", None)
    assert (told["is_thanked"].label, told["is_thanked"].name) == ("S2", "Lena")


def test_thanks_at_the_very_beginning_thank_nobody_we_heard() -> None:
    assert cues(("S1", "Thank you, Lena. Now the weather."), ("S2", "It rains.")) == set()


def test_the_last_sentence_before_another_voice_brings_that_voice_in() -> None:
    told = cues(("S1", "The storks are back. A farmer says they are welcome."), ("S2", "They eat the mice."))
    assert {("introduces", "S1"), ("is_introduced", "S2")} <= told


@pytest.mark.parametrize("title", ["Dr.", "Prof.", "Mr.", "Mrs."])
def test_a_title_with_a_dot_tells_what_the_title_without_one_tells(title: str) -> None:
    answer = ("S2", "The trial took four years.")
    said = "A new vaccine works. According to {} Helen Park, it could save many lives."
    told = cues(("S1", said.format(title)), answer)
    assert {("introduces", "S1"), ("is_introduced", "S2")} <= told
    assert told == cues(("S1", said.format("Doctor")), answer)


def test_an_earlier_sentence_brings_nobody_in() -> None:
    told = cues(
        ("S1", "According to a farmer they are welcome. The mill is old."), ("S2", "They eat the mice.")
    )
    assert ("is_introduced", "S2") not in told


def test_a_question_brings_nobody_in() -> None:
    told = cues(("S1", "Are they welcome, according to the farmer?"), ("S2", "They eat the mice."))
    assert ("is_introduced", "S2") not in told


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Good evening and welcome.", "presents"),
        ("Lena Ford, Channel Nine News.", "signs_off"),
        ("It is good to be here.", "is_guest"),
    ],
)
def test_what_a_voice_says_of_itself_needs_no_other(text: str, kind: str) -> None:
    assert (kind, "S1") in cues(("S1", text))


def test_cues_have_the_moment_of_their_first_word() -> None:
    # Half a second a word: "Lena" is the seventh word of the second line.
    said = dialogue(
        ("S2", "It rains."), ("S1", "The ships at the harbour wait. Lena Ford has more."), ("S3", "They do.")
    )
    (cue,) = (cue for cue in spoken_cues(said, _ENGLISH) if cue.kind == "hands_over")
    assert cue.time == 1.0 + 6 * 0.5


def test_without_word_times_a_cue_has_the_moment_its_turn_begins() -> None:
    said = (
        Utterance(7.0, 9.0, "S1", "The ships wait. Lena Ford has more."),
        Utterance(9.0, 10.0, "S2", "Yes."),
    )
    (cue,) = (cue for cue in spoken_cues(said, _ENGLISH) if cue.kind == "hands_over")
    assert cue.time == 7.0


def test_a_voice_that_nobody_knows_neither_gives_nor_gets_a_cue() -> None:
    told = cues(
        (None, "Good evening. Lena Ford has more."),
        ("S2", "The ships lie still."),
        (None, "Thank you, Lena."),
    )
    assert told == set()
    assert ("is_handed_to", "") not in cues(("S1", "Lena Ford has more."), (None, "The ships lie still."))


def test_without_a_list_of_phrases_words_tell_nothing() -> None:
    said = dialogue(("S1", "Lena Ford has more. Why is that?"), ("S2", "Thank you, Maria."))
    assert spoken_cues(said, Phrases()) == ()


def test_a_hand_over_and_an_answer_tie_two_voices() -> None:
    said = (("S1", "Lena Ford has more."), ("S2", "The ships lie still."), ("S1", "Thank you, Lena."))
    assert {("hands_over_to", "S1", "S2"), ("thanks", "S1", "S2")} <= links(*said)


def test_a_guest_with_a_title_is_tied_by_the_welcome() -> None:
    said = (("S1", "Joining us is Lena Ford, an economist."), ("S2", "The ships lie still."))
    assert ("welcomes", "S1", "S2") in links(*said)


def test_a_full_name_at_the_end_of_a_turn_may_be_the_next_voice_s() -> None:
    assert ("is_named", "S2") in cues(("S1", "Lena Ford was at the docks."), ("S2", "The ships lie still."))
    titled = cues(("S1", "Lena Ford wrote the book, a former diver."), ("S2", "The ships lie still."))
    assert ("is_named_with_title", "S2") in titled


def test_who_reports_says_so_and_is_told_so() -> None:
    assert ("reports_from", "S1") in cues(("S1", "The ship lies right behind me."))
    assert ("answers_by_name", "S1") in cues(("S1", "Well, Maria, the ships lie still."))
    assert ("was_report", "S2") in cues(("S2", "The ships lie still."), ("S1", "Lena Ford reporting."))


def test_a_sentence_that_opens_with_an_everyday_word_answers_nobody() -> None:
    assert ("answers_by_name", "S1") not in cues(("S1", "Today, the ships lie still."))


@pytest.mark.parametrize(
    "question",
    ["Are you going to resign, Mr Harlow?", "Minister, did you know of it?", "is that enough prime minister"],
)
def test_whoever_is_asked_with_a_title_is_told_by_it(question: str) -> None:
    assert ("is_asked_with_title", "S2") in cues(("S1", question), ("S2", "I have said what I have to say."))


@pytest.mark.parametrize(
    "said", ["Minister Harlow did not come.", "It was a good day for the minister.", "Tom?"]
)
def test_a_title_that_nobody_is_spoken_to_by_tells_nothing(said: str) -> None:
    assert ("is_asked_with_title", "S2") not in cues(("S1", said), ("S2", "The ships lie still."))


def test_whoever_gives_a_full_name_as_his_own_is_called_by_it() -> None:
    lines = dialogue(("S1", "The best bread in town? I'm Robert Hall."), ("S2", "Yes."))
    (own,) = (cue for cue in spoken_cues(lines, _ENGLISH) if getattr(cue, "kind", "") == "gives_own_name")
    assert isinstance(own, Cue)
    assert (own.label, own.name) == ("S1", "Robert Hall")


@pytest.mark.parametrize("said", ["I'm Robert.", "I'm Irish, you know.", "i'm robert hall."])
def test_less_than_a_full_name_is_none(said: str) -> None:
    assert ("gives_own_name", "S1") not in cues(("S1", said), ("S2", "Yes."))
