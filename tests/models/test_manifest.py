"""The list of a snapshot's files: written, read, refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ModelError
from pipeline.models import ModelFile, ModelStore, State
from pipeline.models.manifest import MANIFEST, Manifest
from pipeline.models.model import snapshot_model

MODEL = snapshot_model("nobody/toy")
GOOD = Manifest("nobody/toy", "main", "c0ffee" + "0" * 34, (ModelFile("a/b.bin", "ab" * 32, 3),))


def write(store: ModelStore, manifest: Manifest = GOOD) -> Path:
    """Put it into the store; its path."""
    with store.opened(MODEL) as deposit:
        manifest.write(deposit)
    return store.folder(MODEL) / MANIFEST


def test_what_was_written_is_read_again(store: ModelStore) -> None:
    assert Manifest.read(write(store).parent) == GOOD


def test_where_there_is_none_none_is_read(tmp_path: Path) -> None:
    assert Manifest.read(tmp_path / "nowhere") is None
    assert Manifest.read(tmp_path) is None


@pytest.mark.parametrize(
    ("revision", "fits"),
    [("main", True), ("c0ffee0", True), ("c0ffee", False), ("beefbee", False), ("v2", False), ("", False)],
)
def test_a_branch_or_enough_of_the_commit_fits(revision: str, fits: bool) -> None:
    assert GOOD.fits(revision) is fits


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.update(schema="other/1"),
        lambda data: data.pop("files"),
        lambda data: data.update(files=[]),
        lambda data: data.update(files="a"),
        lambda data: data["files"][0].update(name="../../outside"),
        lambda data: data["files"][0].update(sha256="short"),
        lambda data: data["files"][0].update(size="3"),
        lambda data: data.update(repo="../x"),
    ],
)
def test_a_damaged_list_is_refused_and_the_model_counts_as_damaged(store: ModelStore, damage: Any) -> None:
    path = write(store)
    data = json.loads(path.read_text())
    damage(data)
    path.write_text(json.dumps(data))
    with pytest.raises(ModelError, match=r"The list of files .*snapshot\.json is damaged: ") as raised:
        Manifest.read(path.parent)
    assert raised.value.exit_code == 5
    assert store.state(MODEL) is State.DAMAGED
    with pytest.raises(ModelError, match="is damaged"):
        store.files(MODEL)


@pytest.mark.parametrize("content", [b"", b"not json", b"[1]", b"\xff\xfe", b"null"])
def test_a_file_that_is_no_list_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / MANIFEST).write_bytes(content)
    with pytest.raises(ModelError, match="is damaged"):
        Manifest.read(tmp_path)
