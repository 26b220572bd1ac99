"""Weights of a show, from programmes whose roles people settled."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bench.roles.programme import WRITTEN, written
from pipeline.errors import DocumentError, InputError
from pipeline.profile.model import LearntRoles, Person, Profile
from pipeline.roles import assign_roles
from pipeline.roles.caution import STRICT, TOLD
from pipeline.roles.decision import Knowledge
from pipeline.roles.learn import Labelled, Trial, learn, left_out, trial
from pipeline.roles.learnt_file import LearntFile, knowledge_of, read_learnt, write_learnt
from pipeline.roles.lessons import lessons, proposals
from pipeline.storage.input_file import sha256
from pipeline.transcript.model import Evidence, Role, Speaker, Transcript
from tests.support.drawing import dialogue

_BASE = Knowledge.packaged()
_SCRIPTS = [Labelled(script.turns, script.roles, "en") for script in written(WRITTEN, "written")]


def chatty(day: int) -> Labelled:
    """A show whose reporters chat with the host for minutes, as guests do elsewhere."""
    said = dialogue(
        ("A", f"Hello again, day {day}. What do you think of all this, mate?"),
        (
            "B",
            "You know, I think it is a mess, and I feel for people. I mean, we all want it to end.",
        ),
        ("A", "Do you think it will?"),
        ("B", "I believe it will, I really do. You know, my mother lives there, and I think we should help."),
    )
    return Labelled(said, {"A": Role.ANCHOR, "B": Role.CORRESPONDENT}, "en")


def test_what_a_show_does_otherwise_than_all_others_is_learnt_from_a_few_programmes() -> None:
    shows = [chatty(day) for day in range(5)]
    assert trial(_BASE, chatty(9), TOLD).false > 0
    before, after = left_out(_BASE, shows, TOLD)
    assert after.right >= before.right
    assert after.false == 0 < before.false


def test_what_was_learnt_leaves_other_programmes_nearly_as_they_were() -> None:
    known = learn(_BASE, [chatty(day) for day in range(3)])
    before = sum((trial(_BASE, script, TOLD) for script in _SCRIPTS), start=Trial())
    after = sum((trial(known, script, TOLD) for script in _SCRIPTS), start=Trial())
    assert after.right_share >= before.right_share - 0.1


def test_learning_again_gives_the_same() -> None:
    one, other = (learn(_BASE, _SCRIPTS[:3]).model.voice.regression.weights for _ in range(2))
    assert np.array_equal(one, other)


def test_shares_of_nothing_are_no_numbers_but_no_false_quote_either() -> None:
    assert np.isnan(Trial().right_share)
    assert Trial().false_share == 0.0


@pytest.fixture
def kept(tmp_path: Path) -> LearntRoles:
    """A file of what was learnt."""
    path = tmp_path / "show.roles.json"
    path.write_text(write_learnt(LearntFile(learn(_BASE, _SCRIPTS[:4]), "en", 4)), encoding="utf-8")
    return LearntRoles(str(path), sha256(path))


def test_what_was_learnt_comes_back_from_its_file(kept: LearntRoles) -> None:
    found = read_learnt(Path(kept.path), kept.sha256)
    expected = learn(_BASE, _SCRIPTS[:4]).model
    assert (found.language, found.programmes) == ("en", 4)
    assert found.knowledge.model.voice.regression.weights == pytest.approx(
        expected.voice.regression.weights, abs=1e-4
    )
    assert found.knowledge.model.text.regression.bias == pytest.approx(
        expected.text.regression.bias, abs=1e-4
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"rules": "', '"rules": "x', "of another version"),
        ("broadcast-roles/1", "broadcast-roles/2", "of another version"),
        ('"programmes": 4', '"programmes": "four"', "damaged"),
        ('"voice": {"weights": [[', '"voice": {"weights": [[0.0], [', "damaged"),
        ('"bias": [', '"bias": [NaN, ', "damaged"),
        ("{", "[", "damaged"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_the_way_to_a_new_one(
    kept: LearntRoles, old: str, new: str, said: str
) -> None:
    path = Path(kept.path)
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(DocumentError, match=said) as caught:
        read_learnt(path, sha256(path))
    assert "pipeline learn" in caught.value.hint


def test_a_profile_s_own_weights_decide_its_programmes_in_their_language(kept: LearntRoles) -> None:
    house = Profile(learnt=kept)
    knowledge, caution = knowledge_of(house, "en-GB")
    assert (knowledge is not _BASE, caution) == (True, TOLD)
    assert knowledge_of(house, "fr") == (_BASE, STRICT)
    named = replace(house, people=(Person("Clara Hughes", Role.ANCHOR, "profile"),))
    assert knowledge_of(named, "en")[1] is TOLD
    assert assign_roles(_SCRIPTS[0].utterances, "en", house=house)


def transcript(*roles: Role, name: str = "Lena Ford", confidence: float | None = 1.0) -> Transcript:
    """Two voices, the second of which has a name and signs off."""
    said = dialogue(
        ("S1", "Good evening. Lena Ford reports."), ("S2", f"It rains. {name}, Hill Radio, Hillford.")
    )
    speakers = tuple(
        Speaker(
            label, role, confidence=confidence, evidence=(Evidence("asks", 1.0),) if confidence == 0.9 else ()
        )
        for label, role in zip(("S1", "S2"), roles, strict=True)
    )
    return Transcript("en", said, speakers=(speakers[0], replace(speakers[1], name=name)))


_PAIR = (Role.ANCHOR, Role.CORRESPONDENT)


def test_only_roles_that_people_settled_are_learnt_from() -> None:
    three = {str(n): transcript(*_PAIR) for n in range(3)}
    assert len(lessons(three, Profile())) == 3
    decided = {str(n): transcript(*_PAIR, confidence=0.9) for n in range(3)}
    with pytest.raises(InputError, match=r"At least 3 .* there are 0 among 3.*--checked"):
        lessons(decided, Profile())
    assert len(lessons(decided, Profile(), all_roles=True)) == 3


def test_one_person_in_two_roles_is_a_contradiction_that_names_both_places() -> None:
    given = {"a.json": transcript(*_PAIR), "b.json": transcript(*_PAIR)}
    given["c.json"] = transcript(Role.ANCHOR, Role.EXPERT)
    with pytest.raises(DocumentError, match=r"Lena Ford is correspondent in a.json and expert in c.json"):
        lessons(given, Profile())


def test_programmes_of_two_languages_are_refused() -> None:
    given = {str(n): transcript(*_PAIR) for n in range(3)}
    given["x"] = replace(given["0"], language="fr")
    with pytest.raises(InputError, match="is in 'en' and x in 'fr'"):
        lessons(given, Profile())


def test_a_language_without_lists_cannot_be_learnt() -> None:
    given = {str(n): replace(transcript(*_PAIR), language="fi") for n in range(3)}
    with pytest.raises(InputError, match="no lists of words for 'fi'"):
        lessons(given, Profile())


def test_people_and_sign_offs_met_in_several_programmes_are_proposed_for_the_profile() -> None:
    given = [transcript(*_PAIR) for _ in range(2)]
    found = proposals(given, Profile())
    assert found.people == (("Lena Ford", Role.CORRESPONDENT),)
    assert found.sign_offs == ("{name}, Hill Radio, Hillford",)
    assert proposals(given[:1], Profile()) == proposals([], Profile())
    known = Profile(people=(Person("lena ford", Role.CORRESPONDENT, "profile"),), sign_offs=found.sign_offs)
    assert proposals(given, known) == proposals([], Profile())
