"""`pipeline learn`, as a newsroom uses it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bench.roles.programme import WRITTEN, written
from pipeline import to_json
from pipeline.profile.show import learnt_path, read_profile
from pipeline.roles import learn as learning
from pipeline.roles.learn import Trial
from pipeline.transcript.file import read_transcript
from pipeline.transcript.model import Speaker, Transcript
from tests.support.cli import call
from tests.support.drawing import utterance


@pytest.fixture
def show(tmp_path: Path) -> Path:
    """A profile, and beside it a folder of corrected transcripts."""
    folder = tmp_path / "corrected"
    folder.mkdir()
    scripts = [script for script in written(WRITTEN, "written") if len(script.roles) > 1]
    for script in scripts[:5]:
        speakers = tuple(Speaker(label, role, confidence=1.0) for label, role in script.roles.items())
        whole = Transcript("en", script.turns, speakers=speakers)
        (folder / f"{script.name}.json").write_text(to_json(whole), encoding="utf-8")
    (folder / "report.json").write_text("{}", encoding="utf-8")
    (tmp_path / "show.toml").write_text('station = "Hill Radio"\n', encoding="utf-8")
    return tmp_path / "show.toml"


def test_it_says_what_is_gained_and_keeps_it_beside_the_profile(
    capsys: pytest.CaptureFixture[str], show: Path
) -> None:
    result = call(capsys, "learn", show, show.parent / "corrected")
    assert (result.code, result.err) == (0, "")
    first, before, after, *_ = result.out.splitlines()
    assert first == "5 programmes, each judged by what the others teach:"
    assert before.startswith("  before: ")
    assert after.startswith("  after:  ")
    assert before.endswith("14.2% of what is quoted false")
    assert after.endswith("100% of the quotes printed, 0.0% of what is quoted false")
    assert f"Written: {learnt_path(show)}." in result.out
    assert read_profile(show).learnt is not None


def test_what_runs_in_several_programmes_is_proposed_as_an_advert(
    capsys: pytest.CaptureFixture[str], show: Path
) -> None:
    said = 'Tonight at eleven the story "of a healthy life" that got out of hand on Channel Nine'
    for path in sorted((show.parent / "corrected").glob("*.json"))[:3]:
        if path.stem != "report":
            whole = read_transcript(path)
            promo = utterance("X", said, start=whole.utterances[-1].end + 1)
            path.write_text(to_json(replace(whole, utterances=(*whole.utterances, promo))), "utf-8")
    result = call(capsys, "learn", show, show.parent / "corrected")
    quoted = said.replace('"', "'")
    assert f'Runs in 3 of the programmes: `adverts = ["{quoted}"]` leaves it out.' in result.out
    show.write_text(f'adverts = ["{quoted}"]\n', "utf-8")
    assert "Runs in" not in call(capsys, "learn", show, show.parent / "corrected").out


def test_what_would_make_it_worse_is_not_kept(
    capsys: pytest.CaptureFixture[str], show: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worse = (Trial(100, 90, 50, 0, 50), Trial(100, 95, 50, 1, 50))
    monkeypatch.setattr(learning, "left_out", lambda *_: worse)
    result = call(capsys, "learn", show, show.parent / "corrected")
    assert "Nothing was kept: it would be worse." in result.out
    assert not learnt_path(show).exists()


def test_a_dry_run_writes_nothing(capsys: pytest.CaptureFixture[str], show: Path) -> None:
    assert call(capsys, "learn", show, show.parent / "corrected", "--dry-run").code == 0
    assert not learnt_path(show).exists()


def test_too_few_programmes_are_counted(capsys: pytest.CaptureFixture[str], show: Path) -> None:
    result = call(capsys, "learn", show, show.parent / "corrected" / "ferry-two-way.json")
    assert result.code == 3
    assert "At least 3 programmes" in result.complaint


def test_a_profile_that_is_not_there_and_a_file_that_is_no_transcript_are_named(
    capsys: pytest.CaptureFixture[str], show: Path
) -> None:
    assert call(capsys, "learn", show.with_name("sow.toml"), show.parent / "corrected").code == 3
    assert call(capsys, "learn", show, show.parent / "corrected" / "report.json").code == 8
