"""Checkpoints that would run code are refused before anything of them is read."""

from __future__ import annotations

import os
import pickle
import pickletools
import zipfile
from collections import OrderedDict
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ModelError
from pipeline.models.digest import sha256_of
from pipeline.models.pickled import check_checkpoint


class Evil:
    """Makes a folder when it is read."""

    def __init__(self, place: Path) -> None:
        self.place = str(place)

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (self.place,)


def checkpoint(path: Path, content: object, name: str = "archive/data.pkl") -> Path:
    """As `torch.save` lays one out."""
    raw = content if isinstance(content, bytes) else pickle.dumps(content)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, raw)
    return path


def test_values_alone_are_taken(tmp_path: Path) -> None:
    check_checkpoint(checkpoint(tmp_path / "a.bin", OrderedDict(a=[1, 2.0, {"b": (None, True)}])), ())


def test_what_would_run_code_is_refused_with_its_digest_and_nothing_is_run(tmp_path: Path) -> None:
    path = checkpoint(tmp_path / "a.bin", {"state_dict": [Evil(tmp_path / "made")]})
    with pytest.raises(ModelError) as caught:
        check_checkpoint(path, ())
    assert not (tmp_path / "made").exists()
    assert "would run code that is not needed for a model (posix mkdir)" in caught.value.message
    assert caught.value.hint == f"If you trust whoever made it: --trust-model {sha256_of(path)}."
    check_checkpoint(path, {sha256_of(path)})


def test_names_that_are_put_together_from_memory_do_not_hide_anything(tmp_path: Path) -> None:
    raw = b"\x80\x04\x8c\x02os\x940\x8c\x06system\x940\x8c\x04math0\x8c\x03sin0h\x00h\x01\x93."
    assert "STACK_GLOBAL" in {op.name for op, _, _ in pickletools.genops(raw)}
    with pytest.raises(ModelError, match="os system"):
        check_checkpoint(checkpoint(tmp_path / "a.bin", raw), ())


@pytest.mark.parametrize("content", [b"no zip at all", pickle.dumps({"an": "older form"})])
def test_what_cannot_be_looked_through_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(content)
    with pytest.raises(ModelError, match="it cannot be looked through"):
        check_checkpoint(path, ())


def test_a_program_in_the_place_of_weights_is_refused(tmp_path: Path) -> None:
    path = checkpoint(tmp_path / "a.bin", {}, "archive/constants.pkl")
    with pytest.raises(ModelError, match="it is a program"):
        check_checkpoint(path, ())
