"""Names heard against names known."""

from __future__ import annotations

from pipeline.profile.model import Person, Profile
from pipeline.roles import assign_roles
from pipeline.roles.naming.identity import identify
from pipeline.transcript.model import Role, Speaker
from tests.support.drawing import dialogue

_HUGHES = Person("Clara Hughes", Role.ANCHOR, "cast")
_BAKER = Person("Thomas Baker", Role.CORRESPONDENT, "profile")
_HOUSE = Profile(people=(_HUGHES, _BAKER), spellings=("Łódź", "Daniel Osei"))

_SAID = dialogue(
    ("S1", "Good evening, I'm Clara Hughs with the news. Our correspondent Thomas Bacher joins us now."),
    ("S2", "The ships lie still, and nobody knows for how long. The port says it will take weeks."),
    ("S1", "Thank you. Good night."),
)


def test_a_misheard_name_takes_the_known_spelling() -> None:
    identity = identify("Clara Hughs", _HOUSE)
    assert (identity.name, identity.person) == ("Clara Hughes", _HUGHES)
    assert [(one.name, one.source) for one in identity.suggestions] == [("Clara Hughes", "cast")]


def test_a_name_that_is_only_alike_stays_and_the_known_one_is_suggested() -> None:
    identity = identify("Thomas Bacher", _HOUSE)
    assert (identity.name, identity.person) == ("Thomas Bacher", None)
    assert [one.name for one in identity.suggestions] == ["Thomas Baker"]


def test_a_name_nobody_knows_stays_as_it_was_heard() -> None:
    assert identify("Ruth Castellano", _HOUSE) == identify("Ruth Castellano", Profile())


def test_between_two_that_are_equally_like_nobody_is_chosen() -> None:
    people = (Person("Tom Baker", Role.EXPERT, "cast"), Person("Tom Barker", Role.ANCHOR, "cast"))
    house = Profile(people=people)
    assert identify("Tom Bahker", house).person is None
    assert identify("Tom", house).name == "Tom"
    assert identify("Tom Baker", house).person == people[0]


def test_names_of_the_glossary_correct_the_spelling_and_give_no_role() -> None:
    identity = identify("Daniel Osay", _HOUSE)
    assert (identity.name, identity.person) == ("Daniel Osei", None)


def test_the_original_is_kept_and_the_cast_s_role_stands() -> None:
    first, second = assign_roles(_SAID, "en", house=_HOUSE)
    assert (first.name, first.heard, first.role) == ("Clara Hughes", "Clara Hughs", Role.ANCHOR)
    assert first.evidence[0].cue == "is_in_cast"
    assert (second.name, second.heard) == ("Thomas Bacher", None)
    assert second.suggestions[0].name == "Thomas Baker"


def test_a_cast_that_knows_better_than_the_words_is_believed() -> None:
    house = Profile(people=(Person("Clara Hughes", Role.EXPERT, "cast"),))
    assert assign_roles(_SAID, "en", house=house)[0].role is Role.EXPERT


def test_nobody_is_named_because_he_is_in_the_cast() -> None:
    silent = dialogue(("S1", "It rains."), ("S2", "It does."))
    assert [speaker.name for speaker in assign_roles(silent, "en", house=_HOUSE)] == [None, None]


def test_a_name_that_a_person_gave_stays_and_brings_its_role() -> None:
    given = [Speaker("S2", name="Thomas Baker")]
    speakers = assign_roles(_SAID, "en", given, _HOUSE)
    assert (speakers[1].name, speakers[1].role) == ("Thomas Baker", Role.CORRESPONDENT)


def test_a_house_s_own_sign_off_tells_who_reports() -> None:
    said = dialogue(("S1", "It rains in the hills. That from the hills, Lena Ford, for Channel Nine."))
    own = Profile(sign_offs=("{name}, for Channel Nine",))
    assert "signs_off" not in {proof.cue for proof in assign_roles(said, "en")[0].evidence}
    speaker = assign_roles(said, "en", house=own)[0]
    assert "signs_off_as_house" in {proof.cue for proof in speaker.evidence}
    assert speaker.name == "Lena Ford"
