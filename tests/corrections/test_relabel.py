"""What relabel does to a file that people corrected, through the program or by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.corrections.apply import without_edits
from pipeline.corrections.relabel import relabel
from pipeline.transcript.json_file import from_json, to_json
from pipeline.transcript.model import Role, Transcript
from tests.corrections.test_correct import CHANGES, Change
from tests.golden import TRANSCRIPT
from tests.support.corrected import FERRY, article, correcting, through_a_file
from tests.support.drawing import dialogue
from tests.support.written import heard_as_one, truly_heard, written


def edited(change: dict[str, Any], *path: str | int) -> Transcript:
    """FERRY's file with fields of one part changed by hand."""
    document = json.loads(to_json(FERRY))
    part = document
    for step in path:
        part = part[step]
    part.update(change)
    return from_json(json.dumps(document))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_relabel_changes_nothing_in_a_file_that_is_corrected(change: Change) -> None:
    corrected = through_a_file(change(correcting()).transcript)
    assert to_json(relabel(corrected)) == to_json(corrected)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_correction_survives_roles_that_are_decided_again(change: Change) -> None:
    corrected = change(correcting()).transcript
    again = relabel(corrected, reassign=True)
    assert not any(edit.unplaced for edit in again.edits)
    assert (again.edits, article(again)) == (corrected.edits, article(corrected))


def test_relabel_changes_nothing_in_an_untouched_file() -> None:
    recorded = from_json(TRANSCRIPT.read_bytes())
    assert to_json(relabel(recorded)) == TRANSCRIPT.read_text("utf-8")
    for lines in written().values():
        for heard in (truly_heard(lines), heard_as_one(lines)):
            once = to_json(relabel(Transcript("en", heard)))
            assert to_json(relabel(from_json(once))) == once


_LINES = st.lists(
    st.tuples(
        st.sampled_from(["S1", "S2", "S3", None]),
        st.lists(
            st.sampled_from(["Good evening.", "Lena,", "why is that?", "I think so.", "We are", "and"]),
            min_size=1, max_size=4,
        ).map(" ".join),
    ),
    max_size=8,
)  # fmt: skip


@given(_LINES)
@settings(max_examples=60)
def test_relabel_changes_nothing_whatever_was_said(lines: list[tuple[str | None, str]]) -> None:
    once = to_json(relabel(Transcript("en", dialogue(*lines))))
    assert to_json(relabel(from_json(once))) == once


def test_a_paragraph_rewritten_by_hand_is_an_edit_that_stays() -> None:
    text = "The strike enters its third week."
    again = relabel(edited({"text": text}, "paragraphs", 1))
    assert again.paragraphs[1].text == text
    assert "its third week." in again.utterances[0].text
    assert [(edit.kind, edit.before, edit.after) for edit in again.edits] == [("words", "second", "third")]
    assert to_json(relabel(through_a_file(again), reassign=True)) == to_json(again)
    assert to_json(without_edits(again)) == to_json(FERRY)


def test_marks_changed_by_hand_stay_too() -> None:
    again = relabel(edited({"text": "The strike: it enters its second week"}, "paragraphs", 1))
    assert again.paragraphs[1].text == "The strike: it enters its second week"
    assert to_json(without_edits(again)) == to_json(FERRY)


def test_an_utterance_rewritten_by_hand_is_an_edit_and_its_paragraphs_follow() -> None:
    text = "We want an answer now. I think they owe us one."
    again = relabel(edited({"text": text}, "utterances", 2))
    assert again.utterances[2].text == text
    assert article(again)[5] == f'"{text}"'
    assert to_json(without_edits(again)) == to_json(FERRY)


@pytest.mark.parametrize("role", ["unknown", "correspondent", "anchor"])
def test_a_role_changed_by_hand_stays_also_when_it_is_unknown(role: str) -> None:
    changed = edited({"role": role, "name": "Jane Doe"}, "speakers", 2)
    again = relabel(changed)
    speaker = again.speaker("S3")
    assert speaker is not None
    assert (speaker.role, speaker.name, speaker.confidence) == (Role(role), "Jane Doe", 1.0)
    assert [edit.kind for edit in again.edits] == ["role", "name"]
    assert not any(part.quoted for part in again.paragraphs)
    assert to_json(without_edits(again)) == to_json(FERRY)
    assert relabel(changed, reassign=True).speaker("S3") == speaker


def test_a_mark_changed_by_hand_in_an_utterance_is_kept() -> None:
    again = relabel(edited({"text": "We want an answer! I think they owe us one?"}, "utterances", 2))
    assert again.utterances[2].text == "We want an answer! I think they owe us one?"
    assert to_json(without_edits(again)) == to_json(FERRY)


def test_a_quote_and_a_voice_changed_by_hand_stay() -> None:
    again = relabel(edited({"quoted": True}, "paragraphs", 4))
    assert again.paragraphs[4].quoted
    again = relabel(edited({"speaker": "S1"}, "utterances", 3))
    assert again.utterances[3].speaker == "S1"
    assert to_json(without_edits(again)) == to_json(FERRY)


def test_what_is_changed_by_hand_after_a_correction_comes_on_top_of_it() -> None:
    corrected = correcting().replace("Rut", "Rudd").transcript
    document = json.loads(to_json(corrected))
    document["paragraphs"][4]["text"] = "Mr. Rudd's sailors are angry."
    document["speakers"][1]["name"] = "Lena Forde"
    again = relabel(from_json(json.dumps(document)))
    assert article(again)[4] == "Mr. Rudd's sailors are angry."
    assert [edit.step for edit in again.edits] == [1, 1, 2, 2]
    assert to_json(correcting(again).undo().transcript) == to_json(corrected)


def test_a_bare_transcript_whose_text_was_changed_is_no_edit() -> None:
    bare = Transcript("en", dialogue(("S1", "Good evening.")))
    assert relabel(bare).edits == ()
