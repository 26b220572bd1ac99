"""People whom the newsroom knows, called by name."""

from __future__ import annotations

import pytest

from pipeline.profile.model import Person, Profile
from pipeline.roles import assign_roles
from pipeline.roles.cues.cast import cast_cues
from pipeline.roles.phrases import load_phrases
from pipeline.transcript.model import Role
from tests.support.drawing import dialogue

_PEOPLE = (
    Person("Clara Hughes", Role.ANCHOR, "profile"),
    Person("Lena Ford", Role.CORRESPONDENT, "profile"),
    Person("Ruth Bell", Role.EXPERT, "cast"),
)


def called(*lines: tuple[str | None, str], people: tuple[Person, ...] = _PEOPLE) -> set[tuple[str, str, str]]:
    """Kind, voice and name of every cue."""
    found = cast_cues(dialogue(*lines), load_phrases("en"), people)
    return {(cue.kind, cue.label, cue.name or "") for cue in found}


@pytest.mark.parametrize(
    "said",
    [
        "So what is the mood there, Lena?",
        "Lena, what is the mood there?",
        "The roads are shut. Lena Ford, what have you heard?",
        "So what is the mood there, Leena?",
    ],
)
def test_who_is_asked_by_name_is_the_next_voice(said: str) -> None:
    assert called(("S1", said), ("S2", "It is calm.")) == {("is_called_colleague", "S2", "Lena Ford")}


@pytest.mark.parametrize(
    "said", ["Thanks, Clara. It is calm.", "Well, Clara, it is calm.", "Clara, it is calm."]
)
def test_who_is_answered_by_name_is_the_voice_before(said: str) -> None:
    assert called(("S1", "What is the mood?"), ("S2", said)) == {
        ("is_called_colleague", "S1", "Clara Hughes")
    }


def test_a_guest_of_the_cast_is_named_and_is_no_colleague() -> None:
    assert called(("S1", "Ruth, will prices fall?"), ("S2", "Yes.")) == {
        ("is_called_by_name", "S2", "Ruth Bell")
    }


@pytest.mark.parametrize(
    "said",
    ["Clara Hughes resigned today.", "I met Lena yesterday.", "The mood is calm.", "Paul, what is the mood?"],
)
def test_who_is_only_spoken_of_or_not_known_is_not_called(said: str) -> None:
    assert called(("S1", said), ("S2", "It is calm.")) == set()


def test_a_given_name_that_two_have_tells_nothing() -> None:
    two = (*_PEOPLE, Person("Lena Marsh", Role.ANCHOR, "profile"))
    assert called(("S1", "What is the mood, Lena?"), ("S2", "Calm."), people=two) == set()


def test_voices_get_names_and_roles_from_the_cast_without_ever_saying_them() -> None:
    said = dialogue(
        ("S1", "The harbour is shut for a third day. What is the mood there, Lena?"),
        ("S2", "Well, Clara, it is calm. Ships lie still, and nobody knows for how long."),
        ("S1", "Thank you."),
    )
    first, second = assign_roles(said, "en", house=Profile(people=_PEOPLE))
    assert (first.name, first.role, first.unsure) == ("Clara Hughes", Role.ANCHOR, False)
    assert (second.name, second.role, second.unsure) == ("Lena Ford", Role.CORRESPONDENT, False)
