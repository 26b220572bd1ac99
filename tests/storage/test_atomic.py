"""Results on disk: whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from pipeline.errors import OutputError
from pipeline.storage.atomic import prepare_folder, refuse_existing, sweep, write_whole


def content(folder: Path) -> dict[str, str]:
    """Every file in the folder, hidden ones too."""
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that has room for names but not for what is in the files."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)


def test_a_text_is_written_as_utf8_with_its_line_ends_unchanged(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.txt", "Žluťoučký\nkůň\n", force=False)
    assert (tmp_path / "a.txt").read_bytes() == "Žluťoučký\nkůň\n".encode()
    assert len(content(tmp_path)) == 1


def test_a_file_that_exists_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(OutputError, match=r"a\.txt.*exists already.*--force") as caught:
        write_whole(path, "new", force=False)
    assert caught.value.exit_code == 7
    assert content(tmp_path) == {"a.txt": "old"}


def test_a_file_that_exists_is_replaced_with_force(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    write_whole(path, "new", force=True)
    assert content(tmp_path) == {"a.txt": "new"}


def test_a_link_that_leads_nowhere_counts_as_existing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "nowhere")
    with pytest.raises(OutputError, match="exists already"):
        refuse_existing(tmp_path / "a.txt")


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, full_disk: None) -> None:
    with pytest.raises(OutputError, match=r"a\.txt.*the disk is full.*Free some space") as caught:
        write_whole(tmp_path / "a.txt", "new", force=False)
    assert caught.value.exit_code == 7
    assert content(tmp_path) == {}


def test_a_full_disk_leaves_the_old_file_intact(tmp_path: Path, full_disk: None) -> None:
    (tmp_path / "a.txt").write_text("old")
    with pytest.raises(OutputError, match="the disk is full"):
        write_whole(tmp_path / "a.txt", "new", force=True)
    assert content(tmp_path) == {"a.txt": "old"}


def test_an_interruption_leaves_the_old_file_intact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    (tmp_path / "a.txt").write_text("old")
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a.txt", "new", force=True)
    assert content(tmp_path) == {"a.txt": "old"}


def test_a_folder_that_cannot_be_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    below = tmp_path / "file" / "deeper"
    with pytest.raises(OutputError, match=r"Cannot write to .*deeper") as caught:
        prepare_folder(below)
    assert caught.value.exit_code == 7
    with pytest.raises(OutputError, match="Free some space"):
        write_whole(below / "a.txt", "new", force=True)
    assert content(tmp_path) == {"file": "not a folder"}


def test_a_folder_in_the_place_of_the_file_stays(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(OutputError):
        write_whole(tmp_path / "a.txt", "new", force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.EDQUOT, "the disk quota is used up"),
        (errno.EROFS, "it lies on a read-only disk"),
        (errno.EACCES, "it is not writable"),
        (errno.EIO, "input/output error"),
    ],
)
def test_the_message_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OutputError, match=reason):
        write_whole(tmp_path / "a.txt", "new", force=False)


def test_a_folder_is_made_with_all_above_it_and_left_empty(tmp_path: Path) -> None:
    folder = tmp_path / "2025" / "02"
    prepare_folder(folder)
    prepare_folder(folder)
    assert content(folder) == {}


def test_a_name_too_long_for_the_disk_is_an_output_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="the name is too long"):
        write_whole(tmp_path / ("a" * 300), "new", force=True)
    assert content(tmp_path) == {}


def test_a_name_that_is_too_long_is_refused_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="the name is too long"):
        refuse_existing(tmp_path / ("x" * 300))


def test_what_a_killed_run_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    left, fresh = tmp_path / f".{'a' * 32}.tmp", tmp_path / f".{'b' * 32}.tmp"
    others = [tmp_path / name for name in (".mine.tmp", f"{'a' * 32}.tmp", f".{'g' * 32}.tmp")]
    below = tmp_path / "shows" / f".{'c' * 32}.tmp"
    below.parent.mkdir()
    for path in (left, fresh, *others, below):
        path.write_text("x")
        os.utime(path, (1e9, 1e9))
    os.utime(fresh)
    assert sweep(tmp_path) == 1
    assert not left.exists()
    assert sweep(tmp_path, below=True) == 1
    assert sorted(path.name for path in tmp_path.rglob("*.tmp")) == sorted(p.name for p in (fresh, *others))
