"""What no file can be called is known before it is tried."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import DiskError, OutputError
from pipeline.storage.atomic import write_bytes
from pipeline.storage.possible_name import refuse_impossible


@pytest.mark.parametrize("name", ["a" * 255, "é" * 127, "new/folder/" + "b" * 200, "file"])
def test_a_name_that_can_be_written_is_no_problem(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_bytes(b"old")
    refuse_impossible(tmp_path / name)
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    write_bytes(tmp_path / name, b"new", force=True)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("a" * 256, "the name is too long"),
        ("é" * 128, "the name is too long"),
        ("not/there/" + "a" * 256, "the name is too long"),
        ("/".join(["a" * 200] * 30), "the name is too long"),
        ("folder", "a folder is in its place"),
        ("file/a", "a file is in the place of its folder"),
        ("file/a/b", "a file is in the place of its folder"),
    ],
)
def test_a_name_that_cannot_is_refused_with_the_reason(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(OutputError, match=why) as caught:
        refuse_impossible(tmp_path / name)
    assert not isinstance(caught.value, DiskError)  # others on the same disk are not concerned
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]
