"""The programs in examples/ run as they say."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

from pipeline import Pipeline, from_json
from tests.golden import EXAMPLE, NOTEBOOK, TRANSCRIPT
from tests.support import notebook
from tests.support.remembering import Remembering

_PROGRAMS = Path(__file__).parents[1] / "examples"


def _run(monkeypatch: pytest.MonkeyPatch, name: str, *arguments: str) -> None:
    monkeypatch.setattr(sys, "argv", [name, *arguments])
    runpy.run_path(str(_PROGRAMS / name), run_name="__main__")


@pytest.mark.models
def test_article_from_recording_prints_the_article(
    newsroom: Pipeline, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Pipeline, "load", lambda *_, **__: newsroom)
    _run(monkeypatch, "article_from_recording.py", str(EXAMPLE / "segment.opus"))
    assert "Published on: 2025/03/14 18:30" in capsys.readouterr().out


def test_who_spoke_how_long_adds_up_roles_and_lists_quotes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _run(monkeypatch, "who_spoke_how_long.py", str(TRANSCRIPT))
    printed = capsys.readouterr().out
    assert printed.startswith("correspondent")
    assert printed.count(" s  S") == 2


def test_correct_a_role_changes_it_and_the_quotes_with_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _run(monkeypatch, "correct_a_role.py", str(TRANSCRIPT), "S4", "correspondent", "Maria Novak")
    corrected = from_json(capsys.readouterr().out)
    assert corrected.role_of("S4") == "correspondent"
    assert not any(paragraph.quoted for paragraph in corrected.paragraphs if paragraph.speaker == "S4")


def test_the_notebook_puts_out_what_is_shown_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pipeline, "load", lambda *_, **__: Remembering())
    monkeypatch.chdir(NOTEBOOK.parent)
    assert notebook.run(NOTEBOOK) == [cell["outputs"] for cell in notebook.cells(NOTEBOOK)]


@pytest.mark.models
def test_the_notebook_runs_with_engines(newsroom: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pipeline, "load", lambda *_, **__: newsroom)
    monkeypatch.chdir(NOTEBOOK.parent)
    shown = [cell["outputs"] for cell in notebook.cells(NOTEBOOK)]
    found = notebook.run(NOTEBOOK)
    # A processor of another make hears a comma for a full stop, so the words may differ.
    assert [len(outputs) for outputs in found] == [len(outputs) for outputs in shown]
    for said in ("Clara Hughes", "Thomas Baker", "anchor", "correspondent", "expert"):
        assert said in str(shown), said
        assert said in str(found), said
