"""Two people who correct one thing: both corrections are kept, the later is shown, and that is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.corrections.conflicts import conflicts
from pipeline.corrections.telling import contradicted
from pipeline.transcript.edit import Edit, EditKind
from pipeline.transcript.file import read_transcript
from tests.golden import TRANSCRIPT
from tests.support.cli import call

_ITO = Edit(7.0, 8.0, EditKind.WORDS, "e1", "2025-05-02T20:00:00+00:00", "Rut", "Rudd", by="R. Ito")
_OSEI = replace(_ITO, id="e2", by="K. Osei", before="Rudd", after="Root")


@pytest.mark.parametrize(
    ("later", "is_conflict"),
    [
        (_OSEI, True),
        (replace(_OSEI, by="R. Ito"), False),
        (replace(_OSEI, after="Rudd"), False),
        (replace(_OSEI, start=8.0, end=9.0), False),
        (replace(_OSEI, kind=EditKind.QUOTE), False),
        (replace(_OSEI, kind=EditKind.PRINTED), True),
        (replace(_OSEI, by=None), True),
    ],
)
def test_only_other_words_for_one_stretch_by_somebody_else_contradict(later: Edit, is_conflict: bool) -> None:
    assert bool(conflicts([_ITO, later])) is is_conflict


def test_names_of_one_voice_and_lines_of_the_header_contradict_wherever_they_were_seen() -> None:
    name = replace(_ITO, kind=EditKind.NAME, label="S2")
    other = replace(name, id="e2", by="K. Osei", after="Root", start=90.0, end=91.0)
    assert conflicts([name, other])
    assert not conflicts([name, replace(other, label="S3")])
    title = replace(_ITO, kind=EditKind.TITLE)
    assert conflicts([title, replace(other, kind=EditKind.TITLE)])
    assert not conflicts([title, replace(other, kind=EditKind.URL)])


def test_it_is_told_who_changed_what() -> None:
    assert contradicted(_ITO, _OSEI) == (
        "K. Osei changed what R. Ito had corrected: 00:00:07 words: 'Rut' -> 'Rudd'; "
        "now 00:00:07 words: 'Rudd' -> 'Root'"
    )


def test_the_command_tells_it_when_it_happens_and_in_the_list(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "news.json"
    path.write_bytes(TRANSCRIPT.read_bytes())
    assert call(capsys, "correct", path, "--speaker", "S3=Jane Doe", "--by", "R. Ito").code == 0
    second = call(capsys, "correct", path, "--speaker", "S3=Jane Dow", "--by", "K. Osei")
    assert "K. Osei changed what R. Ito had corrected: S3 name: 'Peter Lane' -> 'Jane Doe'" in second.err
    assert "K. Osei changed what R. Ito had corrected" in call(capsys, "correct", path, "--list").out
    shown = read_transcript(path)
    assert [edit.after for edit in shown.edits] == ["Jane Doe", "Jane Dow"]
    assert next(one.name for one in shown.speakers if one.label == "S3") == "Jane Dow"
