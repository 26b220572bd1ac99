"""The input file itself: what may be opened at all."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.storage.input_file import check_file, sha256


def test_a_file_with_something_in_it_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"x")
    check_file(tmp_path / "a.wav")


def test_a_link_to_a_good_file_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"x")
    (tmp_path / "link.wav").symlink_to(tmp_path / "a.wav")
    check_file(tmp_path / "link.wav")


def refused(path: Path) -> str:
    """Why the file is refused."""
    with pytest.raises(InputError) as caught:
        check_file(path)
    assert caught.value.exit_code == 3
    assert caught.value.hint or "cannot be reached" in caught.value.message
    return caught.value.message


def test_what_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.wav") == f"{str(tmp_path / 'a.wav')!r} does not exist."


def test_a_link_to_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link.wav").symlink_to("nowhere")
    assert "does not exist" in refused(tmp_path / "link.wav")


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loop.wav").symlink_to("loop.wav")
    assert "cannot be reached" in refused(tmp_path / "loop.wav")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "is a folder" in refused(tmp_path)


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"x")
    assert "cannot be reached" in refused(tmp_path / "a.wav" / "b.wav")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.wav").touch()
    assert "is empty (0 bytes)" in refused(tmp_path / "a.wav")


def test_a_pipe_is_refused_without_waiting_for_somebody_to_write(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.wav")
    assert "is not a regular file" in refused(tmp_path / "a.wav")


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_refused(device: str) -> None:
    assert "is not a regular file" in refused(Path(device))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"x")
    path.chmod(0)
    assert "cannot be read: Permission denied" in refused(path)


@pytest.mark.parametrize("name", ["x" * 300, "a\0b"])
def test_a_name_that_no_file_can_have_is_told_as_such(tmp_path: Path, name: str) -> None:
    assert "cannot be reached" in refused(tmp_path / name)


def test_the_digest_is_of_the_whole_content(tmp_path: Path) -> None:
    content = b"sound" * 300_000
    (tmp_path / "a.wav").write_bytes(content)
    assert sha256(tmp_path / "a.wav") == hashlib.sha256(content).hexdigest()


def test_a_file_that_went_away_has_no_digest(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        sha256(tmp_path / "gone.wav")
