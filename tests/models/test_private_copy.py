"""What is loaded is what was hashed, whatever becomes of the file in between."""

from __future__ import annotations

import hashlib
import stat
import sys
from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.models.private_copy import private_copies


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A file of a model."""
    path = tmp_path / "pytorch_model.bin"
    path.write_bytes(b"weights" * 400_000)
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_copy_has_the_content_that_was_hashed_and_is_gone_afterwards(weights: Path) -> None:
    before = weights.read_bytes()
    with private_copies([weights], [digest(weights)]) as copies:
        copy = copies[weights]
        weights.write_bytes(b"something else")
        assert (copy.name, copy.read_bytes()) == (weights.name, before)
        if sys.platform != "win32":
            assert stat.S_IMODE(copy.parents[1].stat().st_mode) == 0o700
    assert not copy.parents[1].exists()


def test_files_of_one_name_do_not_take_each_other_s_place(tmp_path: Path, weights: Path) -> None:
    other = tmp_path / "other" / weights.name
    other.parent.mkdir()
    other.write_bytes(b"other")
    with private_copies([weights, other, weights], [digest(weights), digest(other)]) as copies:
        assert [digest(copies[path]) for path in (weights, other)] == [digest(weights), digest(other)]


def test_a_file_that_was_changed_after_it_was_checked_is_refused(weights: Path) -> None:
    checked = digest(weights)
    weights.write_bytes(b"something else")
    with (
        pytest.raises(ModelError, match="was changed after it was checked"),
        private_copies([weights], [checked]),
    ):
        pass


def test_one_that_has_gone_is_told(weights: Path) -> None:
    checked = digest(weights)
    weights.unlink()
    with pytest.raises(ModelError, match="cannot be copied to be read"), private_copies([weights], [checked]):
        pass
