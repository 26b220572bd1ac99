"""Corrections kept in a file: what a page without a server downloads."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from pipeline.corrections.changes_file import apply_changes, read_changes
from pipeline.corrections.places import CorrectionError
from pipeline.errors import DocumentError
from pipeline.transcript.identity import identity
from tests.support.corrected import FERRY, article, correcting
from tests.support.steps import raw_step, where


def file(**more: Any) -> str:
    action = {"do": "rewrite", "texts": [{"where": where(FERRY, 3), "text": "The ships move."}]}
    told = {"schema": "broadcast-corrections/1", "of": identity(FERRY), "title": None, "by": "K. Osei",
            "steps": [raw_step(action, name="a")]}  # fmt: skip
    return json.dumps(told | more)


def test_they_are_applied_in_the_name_of_who_made_them() -> None:
    changes = read_changes(file(), "'a.json'")
    found = apply_changes(replace(correcting(), by=None), changes)
    assert article(found.corrections.transcript)[3] == "The ships move."
    assert {edit.by for edit in found.corrections.transcript.edits} == {"K. Osei"}
    told = apply_changes(correcting(), changes).corrections.transcript
    assert {edit.by for edit in told.edits} == {"R. Ito"}
    again = apply_changes(found.corrections, changes)
    assert again.corrections.transcript == found.corrections.transcript


def test_those_of_another_recording_are_refused() -> None:
    with pytest.raises(CorrectionError, match="of another recording"):
        apply_changes(correcting(), read_changes(file(of="0" * 64), "'a.json'"))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", "'a.json' is not valid JSON"),
        ("[]", "'a.json' holds no corrections: its `schema` is not 'broadcast-corrections/1'"),
        (json.dumps({"schema": "broadcast-transcript/1"}), "holds no corrections"),
        (file(of=None), "does not say what it is of"),
        (file(steps=7), "'a.json' is damaged"),
        (
            file(steps=[{"id": "a", "actions": [{"do": "fly"}]}]),
            "'a.json' is damaged: entry 1, action 1: unknown do 'fly'",
        ),
        (file(steps=[{"id": "", "actions": []}]), "a step's id is a short name"),
        (file(steps=[{"id": "a", "actions": [{"do": "sign", "name": " "}]}]), "a sign-off needs a name"),
    ],
)
def test_what_is_none_is_told_in_a_line(text: str, complaint: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_changes(text, "'a.json'")
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)


def test_where_nobody_knows_the_recording_the_words_say_what_it_is_of() -> None:
    unknown = replace(FERRY, recording=None)
    assert identity(unknown) != identity(FERRY)
    assert identity(replace(correcting(unknown).title("T").transcript, recording=None)) == identity(unknown)
