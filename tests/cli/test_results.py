"""Where results go: the screen, or files in a folder."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import click
import pytest

from pipeline.cli.parameters import Output
from pipeline.cli.results import Results
from pipeline.errors import OutputError
from pipeline.formats.article import ArticleStyle
from pipeline.transcript.file import read_transcript
from pipeline.transcript.model import Transcript
from tests.support.cli import files


@pytest.fixture
def document(transcript: Path) -> Transcript:
    """A small transcript."""
    return read_transcript(transcript)


def results(*formats: str, folder: Path | None = None, force: bool = False) -> Results:
    """As the options give them."""
    return Results(Output(formats, folder, force), (ArticleStyle(),))


def test_without_a_folder_the_article_goes_to_the_screen(
    capsys: pytest.CaptureFixture[str], document: Transcript
) -> None:
    results().deliver(document, "segment")
    assert capsys.readouterr().out.startswith("[00:00:00] Good evening.\n")


def test_into_a_folder_the_transcript_is_written_and_what_was_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], document: Transcript
) -> None:
    asked = results("article", "text", folder=tmp_path / "out")
    asked.prepare(["segment"])
    asked.deliver(document, "segment")
    assert set(files(tmp_path / "out")) == {"segment.json", "segment.txt", "segment.text.txt"}
    assert capsys.readouterr().out == ""


def test_what_could_not_be_written_even_with_force_is_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    with pytest.raises(OutputError, match="a folder is in its place"):
        results("article", folder=tmp_path, force=True).prepare(["a"])
    with pytest.raises(OutputError, match="the name is too long"):
        results("article", folder=tmp_path, force=True).prepare(["a" * 252])


def test_several_formats_need_a_folder() -> None:
    with pytest.raises(ValueError, match="add -o DIR"):
        Output(("article", "json"))


def test_nothing_is_prepared_where_an_old_file_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("old")
    with pytest.raises(OutputError, match=r"b\.txt' exists already"):
        results("article", folder=tmp_path).prepare(["a", "b"])
    assert files(tmp_path) == {"b.txt": b"old"}


def test_with_force_old_files_are_replaced(tmp_path: Path, document: Transcript) -> None:
    (tmp_path / "a.json").write_text("old")
    asked = results(folder=tmp_path, force=True)
    asked.prepare(["a"])
    asked.deliver(document, "a")
    assert b"Good evening" in files(tmp_path)["a.json"]


def test_a_file_that_appeared_during_the_work_is_not_replaced(tmp_path: Path, document: Transcript) -> None:
    asked = results(folder=tmp_path / "out")
    asked.prepare(["a"])
    (tmp_path / "out" / "a.json").write_text("somebody else's")
    with pytest.raises(OutputError, match="exists already"):
        asked.deliver(document, "a")
    assert files(tmp_path / "out") == {"a.json": b"somebody else's"}


@pytest.mark.parametrize("stems", [("a", "b", "a"), ("a", "a.text")])
def test_two_inputs_that_would_be_written_to_one_file_are_refused(
    tmp_path: Path, stems: tuple[str, ...]
) -> None:
    """`a.text.mp4` as article and `a.mp4` as text would both be `a.text.txt`."""
    with pytest.raises(click.UsageError, match="do them one by one"):
        results("article", "text", folder=tmp_path / "out").prepare(stems)
    assert not (tmp_path / "out").exists()


def test_on_the_screen_two_inputs_of_one_name_are_no_matter() -> None:
    results().prepare(["a", "a"])


def test_a_full_disk_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, document: Transcript
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    asked = results("article", folder=tmp_path / "out")
    asked.prepare(["a"])
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="the disk is full"):
        asked.deliver(document, "a")
    assert files(tmp_path / "out") == {}
