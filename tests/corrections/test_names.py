"""Names that the program wrote, and people's corrections on top of them."""

from __future__ import annotations

import pytest

from pipeline.corrections.carry_over import carry_over
from pipeline.corrections.names import open_suggestions
from pipeline.corrections.places import CorrectionError
from pipeline.corrections.relabel import relabel
from pipeline.errors import DocumentError
from pipeline.names.listing import written_names
from pipeline.profile.model import Person, Profile
from pipeline.transcript.json_file import to_json
from pipeline.transcript.marks import marked
from pipeline.transcript.model import Role, Transcript, Utterance
from tests.support.corrected import FERRY, article, correcting, moved, through_a_file

RUDD = Profile(spellings=("Kevin Rudd",))
SPELT = marked(relabel(FERRY, house=RUDD))
ALIKE = marked(relabel(FERRY, house=Profile(spellings=("Kevin Rett", "Lena Forde"))))
"""`Kevin Rut` is like one of them, and not sure to be it."""


def test_relabel_writes_the_names_it_is_told_in_the_article() -> None:
    assert article(SPELT)[3:5] == [
        "The ships lie still, and Kevin Rudd expects no quick end.",
        "Mr. Rudd's crews are angry.",
    ]


def test_relabel_changes_nothing_in_a_file_with_names_that_are_spelt_already() -> None:
    once = to_json(SPELT)
    assert to_json(relabel(through_a_file(SPELT))) == once
    assert to_json(relabel(through_a_file(SPELT), house=RUDD)) == once


def test_a_name_is_taken_back_by_an_edit_that_stays_and_can_be_undone() -> None:
    back = correcting(SPELT).as_heard(1)
    assert article(back.transcript) == article(FERRY)
    assert written_names(back.transcript.utterances) == ()
    assert article(relabel(through_a_file(back.transcript), house=RUDD)) == article(FERRY)
    assert to_json(back.undo().transcript) == to_json(SPELT)


def test_what_a_person_wrote_in_the_place_of_a_name_stays_when_the_house_learns_one() -> None:
    corrected = correcting().replace("Rut", "Root").transcript
    again = relabel(corrected, house=RUDD)
    assert not any(edit.unplaced for edit in again.edits)
    assert article(again) == article(corrected)


def test_the_same_after_another_recognition() -> None:
    corrected = correcting().replace("Rut", "Root").transcript
    fresh = marked(relabel(moved(FERRY, 0.2), house=RUDD))
    again = carry_over(fresh, corrected)
    assert not any(edit.unplaced for edit in again.edits)
    assert article(again)[3:5] == article(corrected)[3:5]


def test_a_suggestion_is_accepted_by_its_number_and_undone_at_once() -> None:
    suggested = open_suggestions(ALIKE)
    assert [(one.heard, one.name) for one in suggested] == [("Kevin Rut", "Kevin Rett")]
    taken = correcting(ALIKE).accept(1)
    assert article(taken.transcript)[3] == "The ships lie still, and Kevin Rett expects no quick end."
    assert open_suggestions(taken.transcript) == ()
    assert to_json(taken.undo().transcript) == to_json(ALIKE)
    assert to_json(correcting(ALIKE).accept().transcript) == to_json(taken.transcript)


def test_a_number_that_is_not_listed_is_told() -> None:
    with pytest.raises(CorrectionError, match="no suggested name number 2: the last one is 1"):
        correcting(ALIKE).accept(2)
    with pytest.raises(CorrectionError, match="there is no suggested name"):
        correcting().accept()
    with pytest.raises(CorrectionError, match="no name written otherwise than it was heard number 3"):
        correcting(SPELT).as_heard(3)


def test_a_voice_whose_name_was_misheard_has_the_known_one_and_what_was_heard() -> None:
    heard = relabel(FERRY, house=Profile(spellings=("Lena Fford",)), reassign=True)
    (lena,) = (one for one in heard.speakers if one.label == "S2")
    assert (lena.name, lena.heard) == ("Lena Fford", "Lena Ford")
    assert article(heard)[2] == "Lena Fford has more from the harbor."


def test_a_cast_gives_a_label_its_name_and_role() -> None:
    jane = Person("Jane Doe", Role.CORRESPONDENT, "cast", "S3")
    told = relabel(FERRY, house=Profile(people=(jane,)))
    speaker = told.speaker("S3")
    assert speaker is not None
    assert (speaker.name, speaker.role, speaker.confidence) == ("Jane Doe", Role.CORRESPONDENT, 1.0)
    assert article(told)[5] == "We want an answer."
    assert to_json(relabel(through_a_file(told))) == to_json(told)


def test_a_label_that_the_recording_has_not_is_told() -> None:
    jane = Person("Jane Doe", Role.CORRESPONDENT, "cast", "S9")
    with pytest.raises(DocumentError, match="S9 is Jane Doe, but in this recording there are S1, S2, S3"):
        relabel(FERRY, house=Profile(people=(jane,)))


def test_in_a_text_without_words_a_correction_leaves_the_names_that_were_heard() -> None:
    text = "We asked Mr. Rut about it. The strike goes on."
    spelt = marked(relabel(Transcript("en", (Utterance(0.0, 9.0, "S1", text),)), house=RUDD))
    corrected = correcting(spelt).replace("strike", "lockout").transcript
    assert [(one.heard, one.written) for one in written_names(corrected.utterances)] == [("Rut", "Rudd")]
    back = correcting(corrected).as_heard().transcript
    assert back.utterances[0].text == "We asked Mr. Rut about it. The lockout goes on."
    assert written_names(back.utterances) == ()
