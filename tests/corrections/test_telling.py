"""Corrections in a line each."""

from __future__ import annotations

from pipeline.corrections.telling import told
from pipeline.transcript.edit import Edit, EditKind

_WHEN = "2025-05-02T20:00:00+00:00"


def test_what_a_person_confirmed_is_told_as_that() -> None:
    assert told(Edit(0.0, 0.0, EditKind.ROLE, "e1.1", _WHEN, "expert", "expert", label="S3")) == (
        "S3 role: 'expert', confirmed"
    )


def test_what_was_not_known_before_is_told_as_nothing() -> None:
    assert told(Edit(0.0, 0.0, EditKind.NAME, "e1.1", _WHEN, None, "Jane Doe", label="S3")) == (
        "S3 name: nothing -> 'Jane Doe'"
    )
