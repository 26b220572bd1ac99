"""The store: it hands out intact files, and says what is wrong with the others."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.models import Model, ModelStore, State
from tests.support.models import made_up, sha256

TWO = {"encoder.bin": b"encoder", "sub/decoder.bin": b"decoder"}


def lay(store: ModelStore, model: Model, content: dict[str, bytes]) -> None:
    """Put files into the store by hand."""
    for name, data in content.items():
        path = store.folder(model) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def test_files_of_an_intact_model_are_handed_out_by_name(store: ModelStore) -> None:
    model = made_up(content=TWO)
    lay(store, model, TWO)
    paths = store.files(model)
    assert {name: path.read_bytes() for name, path in paths.items()} == TWO
    assert paths["sub/decoder.bin"] == store.root / "toy" / "sub" / "decoder.bin"
    assert store.state(model) is State.INSTALLED


@pytest.mark.parametrize(("sets", "pull"), [(("starter",), "starter"), (("studio",), "toy"), ((), "toy")])
def test_a_missing_model_is_answered_with_the_command_that_brings_it(
    store: ModelStore, sets: tuple[str, ...], pull: str
) -> None:
    model = made_up(content=TWO, sets=sets)
    with pytest.raises(ModelError) as raised:
        store.files(model)
    assert raised.value.message == f"The model toy is not installed in {store.root}."
    assert raised.value.hint == f"Run `pipeline models pull {pull}`."
    assert store.state(model) is State.MISSING


def test_an_incomplete_model_is_not_handed_out(store: ModelStore) -> None:
    model = made_up(content=TWO)
    lay(store, model, {"encoder.bin": b"encoder"})
    with pytest.raises(ModelError, match=r"not complete: sub/decoder\.bin is missing"):
        store.files(model)
    assert store.state(model) is State.INCOMPLETE
    assert [file.name for file in store.wanting(model)] == ["sub/decoder.bin"]


def test_a_changed_file_is_not_handed_out_even_with_the_right_size(store: ModelStore) -> None:
    model = made_up(content=TWO)
    lay(store, model, {**TWO, "encoder.bin": b"ENCODER"})
    with pytest.raises(ModelError) as raised:
        store.files(model)
    message = str(raised.value)
    assert str(store.root / "toy" / "encoder.bin") in message
    assert sha256(b"ENCODER")[:12] in message
    assert sha256(b"encoder")[:12] in message
    assert sha256(b"encoder") not in message, "digests are shortened"
    assert "`pipeline models pull toy`" in message
    assert store.state(model) is State.DAMAGED


def test_a_change_after_the_first_check_is_noticed(store: ModelStore) -> None:
    model = made_up(content=TWO)
    lay(store, model, TWO)
    store.files(model)
    lay(store, model, {"encoder.bin": b"swapped"})
    with pytest.raises(ModelError, match="damaged"):
        store.files(model)


def test_a_file_that_cannot_be_read_is_damaged(store: ModelStore, monkeypatch: pytest.MonkeyPatch) -> None:
    model = made_up(content=TWO)
    lay(store, model, TWO)

    def refuse(path: Path) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pipeline.models.store.sha256_of", refuse)
    with pytest.raises(ModelError, match="cannot be read \\(Permission denied\\)"):
        store.files(model)
    assert store.state(model) is State.DAMAGED


@pytest.mark.parametrize("put", [Path.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_file_is_no_model_file(store: ModelStore, put: Callable[[Path], None]) -> None:
    model = made_up(content=TWO)
    lay(store, model, {"encoder.bin": b"encoder"})
    (store.folder(model) / "sub").mkdir()
    put(store.folder(model) / "sub" / "decoder.bin")
    assert store.state(model) is State.DAMAGED
    with pytest.raises(ModelError, match="is damaged: it is no regular file"):
        store.files(model)
