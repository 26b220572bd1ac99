"""A pipe in the place of a file makes nobody wait."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.archive.journal import Journal
from pipeline.errors import DocumentError, InputError, PipelineError
from pipeline.profile.cast import read_cast
from pipeline.profile.show import read_profile
from pipeline.storage.regular_file import is_special, open_regular, read_regular
from pipeline.transcript.file import read_transcript

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "pipe")
    return tmp_path / "pipe"


def test_a_file_is_read_and_a_link_to_one_too(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"content")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert read_regular(tmp_path / "a") == read_regular(tmp_path / "b") == b"content"
    assert not is_special(tmp_path / "a")


def test_pipes_devices_and_folders_are_refused_at_once(pipe: Path) -> None:
    for place in (pipe, Path("/dev/zero")):
        assert is_special(place)
        with pytest.raises(OSError, match="it is a pipe or a device, no regular file"):
            open_regular(place)
    with pytest.raises(IsADirectoryError):
        read_regular(pipe.parent)


@pytest.mark.parametrize("read", [read_cast, read_profile, read_transcript])
def test_every_file_that_a_person_names_may_be_a_pipe_and_is_refused(
    pipe: Path, read: Callable[[Path], object]
) -> None:
    with pytest.raises(InputError, match="regular file"):
        read(pipe)


def test_a_journal_that_is_a_pipe_is_a_damaged_one(pipe: Path) -> None:
    with pytest.raises(DocumentError, match="no regular file"):
        Journal.read(pipe)
    with pytest.raises(PipelineError):
        Journal.open(pipe)
