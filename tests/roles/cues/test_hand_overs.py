"""Hand-overs by name, given to the voice that signs off by that name."""

from __future__ import annotations

from pipeline.roles import assign_roles
from pipeline.roles.evidence import CueSet, cues_of
from pipeline.transcript.model import Role, Utterance
from tests.support.drawing import dialogue

_LEAD = "Good evening. The ferry strike enters its second week. Lena Ford reports."
_WAITING = "I have been waiting here for three days, you know. I just want to get home."
_REPORT = (
    "The ships lie still tonight, and nobody here expects a quick end to it before the summer begins. The "
    "owners say they will meet the crews again in the course of the week."
)
_SIGN_OFF = "Until then the harbour waits. Lena Ford, Harbour News."
_SOUNDBITE_FIRST = dialogue(
    ("S1", _LEAD), ("S2", _WAITING), ("S3", _REPORT), ("S4", "We want an answer."), ("S3", _SIGN_OFF)
)


def handed(clues: CueSet) -> tuple[list[str], list[tuple[str, str]]]:
    """Who is handed to by the cues, and who hands over to whom by the links."""
    return (
        [cue.label for cue in clues.cues if cue.kind == "is_handed_to"],
        [(link.of, link.to) for link in clues.links if link.kind == "hands_over_to"],
    )


def test_a_report_that_begins_with_a_passer_by_is_still_the_reporters() -> None:
    assert handed(cues_of(_SOUNDBITE_FIRST, "en")) == (["S3"], [("S1", "S3")])
    speakers = assign_roles(_SOUNDBITE_FIRST, "en")
    assert [(one.role, one.name) for one in speakers] == [
        (Role.ANCHOR, None),
        (Role.EXPERT, None),
        (Role.CORRESPONDENT, "Lena Ford"),
        (Role.EXPERT, None),
    ]


def test_names_misheard_in_one_place_are_still_the_reporters() -> None:
    heard = tuple(
        Utterance(u.start, u.end, u.speaker, u.text.replace("Ford, Harbour", "Forde, Harbour"))
        for u in _SOUNDBITE_FIRST
    )
    assert handed(cues_of(heard, "en")) == (["S3"], [("S1", "S3")])


def test_without_a_sign_off_by_that_name_the_next_voice_is_meant() -> None:
    for text in ("Until then the harbour waits.", "Paul Hart, Harbour News."):
        unsigned = (*_SOUNDBITE_FIRST[:-1], *dialogue(("S3", text)))
        assert handed(cues_of(unsigned, "en")) == (["S2"], [("S1", "S2")])


def test_a_long_report_stays_with_its_voice_though_another_label_signs_it_off() -> None:
    split = dialogue(
        ("S1", _LEAD), ("S2", " ".join([_REPORT] * 3)), ("S4", "We want an answer."), ("S3", _SIGN_OFF)
    )
    assert handed(cues_of(split, "en")) == (["S2"], [("S1", "S2")])
