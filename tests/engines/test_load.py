"""From names to engines."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pipeline.engines.load import load_aligner, load_diarizer, load_recognizer
from pipeline.errors import MissingToolError, ModelError
from pipeline.models import ModelStore, Registry
from pipeline.models.entry import Model
from pipeline.types import Engine


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    """A store in which nothing is installed."""
    return ModelStore(tmp_path / "store")


@pytest.fixture
def full(store: ModelStore, monkeypatch: pytest.MonkeyPatch) -> ModelStore:
    """A store that hands out the paths of every model, as if all were there and checked."""

    def files(self: ModelStore, model: Model) -> Mapping[str, Path]:
        return {file.name: self.folder(model) / file.name for file in model.files}

    monkeypatch.setattr(ModelStore, "files", files)
    return store


def stand_in(monkeypatch: pytest.MonkeyPatch, module: str, name: str) -> list[tuple[Any, ...]]:
    """Put an engine in the place of a real one, and tell what it is made with."""
    made: list[tuple[Any, ...]] = []
    fake = ModuleType(f"pipeline.engines.{module}")

    class Made:
        def __init__(self, *given: Any) -> None:
            made.append(given)
            self.engine = Engine("the engine")

    vars(fake)[name] = Made
    monkeypatch.setitem(sys.modules, fake.__name__, fake)
    return made


@pytest.mark.parametrize("loader", [load_recognizer, load_diarizer])
@pytest.mark.parametrize("name", ["nosuch", "", "Starter"])
def test_a_name_that_does_not_exist_is_the_caller_s_mistake(
    store: ModelStore, loader: Callable[[str, ModelStore], object], name: str
) -> None:
    with pytest.raises(ValueError, match=r"is not one of auto, starter"):
        loader(name, store)


@pytest.mark.parametrize("loader", [load_recognizer, load_diarizer])
@pytest.mark.parametrize("name", ["auto", "starter"])
def test_models_that_are_not_installed_are_told_with_the_way_to_them(
    store: ModelStore, loader: Callable[[str, ModelStore], object], name: str
) -> None:
    with pytest.raises(ModelError, match=r"is not installed.*pipeline models pull starter"):
        loader(name, store)


@pytest.mark.parametrize("loader", [load_recognizer, load_diarizer])
def test_damaged_models_are_never_given_to_an_engine(
    store: ModelStore, monkeypatch: pytest.MonkeyPatch, loader: Callable[[str, ModelStore], object]
) -> None:
    """A checkpoint may run code when it is loaded."""
    made = stand_in(monkeypatch, "moonshine", "Moonshine")
    made += stand_in(monkeypatch, "starter_diarizer", "StarterDiarizer")
    for model in Registry.load().select(["starter"]):
        store.folder(model).mkdir(parents=True)
        for file in model.files:
            (store.folder(model) / file.name).write_bytes(b"something else")
    with pytest.raises(ModelError, match="is damaged"):
        loader("starter", store)
    assert made == []


def test_the_recognizer_gets_its_files_and_their_digests(
    full: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stand_in(monkeypatch, "moonshine", "Moonshine")
    assert load_recognizer("starter", full).engine.name == "the engine"
    ((files, digests),) = made
    assert set(files) == {"encoder_model.ort", "decoder_model_merged.ort", "tokenizer.bin"}
    assert set(digests) == {f"moonshine-tiny-en/{name}" for name in files}
    assert all(len(digest) == 64 for digest in digests.values())


def test_the_diarizer_gets_segmentation_and_embedding_in_this_order(
    full: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stand_in(monkeypatch, "starter_diarizer", "StarterDiarizer")
    assert load_diarizer("starter", full).engine.name == "the engine"
    ((segmentation, embedding, digests),) = made
    assert segmentation == full.root / "pyannote-segmentation" / "pytorch_model.bin"
    assert embedding == full.root / "ge2e-encoder" / "pretrained.pt"
    assert set(digests) == {"pyannote-segmentation/pytorch_model.bin", "ge2e-encoder/pretrained.pt"}


def test_no_diarizer_needs_no_models(store: ModelStore) -> None:
    assert load_diarizer("none", store).engine.name


@pytest.mark.parametrize(
    ("module", "loading"),
    [
        ("moonshine", lambda store: load_recognizer("starter", store)),
        ("starter_diarizer", lambda store: load_diarizer("starter", store)),
        ("sphinx_aligner", lambda store: load_aligner()),
    ],
)
def test_a_package_that_is_missing_is_told_with_what_to_install(
    full: ModelStore, monkeypatch: pytest.MonkeyPatch, module: str, loading: Callable[[ModelStore], object]
) -> None:
    monkeypatch.setitem(sys.modules, f"pipeline.engines.{module}", None)
    with pytest.raises(MissingToolError, match=r"missing or broken.*pip install") as caught:
        loading(full)
    assert caught.value.exit_code == 4
