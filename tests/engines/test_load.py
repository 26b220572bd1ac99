"""From names to engines."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pipeline.engines.load import load_diarizer, load_recognizer
from pipeline.errors import MissingToolError, ModelError
from pipeline.models import ModelStore, Registry
from pipeline.models.model import Model
from pipeline.transcript.provenance import Engine


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
    made = stand_in(monkeypatch, "recognizers.whisper.ctranslate.model", "CTranslateModel")
    made += stand_in(monkeypatch, "recognizers.whisper.openai.model", "OpenAIModel")
    made += stand_in(monkeypatch, "diarizers.pyannote.starter", "StarterDiarizer")
    for model in Registry.load().select(["starter"]):
        store.folder(model).mkdir(parents=True)
        for file in model.files:
            (store.folder(model) / file.name).write_bytes(b"something else")
    with pytest.raises(ModelError, match="is damaged"):
        loader("starter", store)
    assert made == []


def pinned(model: Model, sha256: str) -> Model:
    """The same with files of this content."""
    return replace(model, files=tuple(replace(file, sha256=sha256) for file in model.files))


def test_the_diarizer_gets_segmentation_and_embedding_in_this_order(
    full: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {"segmentation-3.0": "pytorch_model.bin", "campplus": "campplus_cn_en_common.pt"}
    for folder, name in names.items():
        (full.root / folder).mkdir(parents=True)
        (full.root / folder / name).write_text(folder)
    sha256 = {folder: hashlib.sha256(folder.encode()).hexdigest() for folder in names}
    model = Registry.model
    monkeypatch.setattr(Registry, "model", lambda self, name: pinned(model(self, name), sha256[name]))
    made = stand_in(monkeypatch, "diarizers.pyannote.starter", "StarterDiarizer")
    assert load_diarizer("starter", full).engine.engine.name == "the engine"
    ((segmentation, embedding, digests),) = made
    assert [path.name for path in (segmentation, embedding)] == list(names.values())
    assert not segmentation.is_relative_to(full.root)  # a copy, which nobody else can change
    assert set(digests) == {"segmentation-3.0/pytorch_model.bin", "campplus/campplus_cn_en_common.pt"}


def test_no_diarizer_needs_no_models(store: ModelStore) -> None:
    assert load_diarizer("none", store).engine.engine.name


@pytest.mark.parametrize(
    ("module", "loading"),
    [
        ("recognizers.whisper.openai.model", lambda store: load_recognizer("whisper:base", store)),
        ("recognizers.whisper.ctranslate.model", lambda store: load_recognizer("faster-whisper:base", store)),
        ("diarizers.pyannote.starter", lambda store: load_diarizer("starter", store)),
    ],
)
def test_a_package_that_is_missing_is_told_with_what_to_install(
    full: ModelStore, monkeypatch: pytest.MonkeyPatch, module: str, loading: Callable[[ModelStore], object]
) -> None:
    monkeypatch.setitem(sys.modules, f"pipeline.engines.{module}", None)
    with pytest.raises(MissingToolError, match=r"missing or broken.*pip install") as caught:
        loading(full)
    assert caught.value.exit_code == 4


class Loaded:
    """Stands for a Whisper model; remembers what it was made of."""

    package, device, precision, languages, batch, prompt_room = "toy 1", "cpu", "float32", ("en",), 1, 10
    made: tuple[Any, ...] = ()

    def __init__(self, *given: Any) -> None:
        type(self).made = given


@pytest.fixture
def whisper(monkeypatch: pytest.MonkeyPatch) -> type[Loaded]:
    """Both libraries' models replaced."""
    for module, name in (
        ("recognizers.whisper.openai.model", "OpenAIModel"),
        ("recognizers.whisper.ctranslate.model", "CTranslateModel"),
    ):
        fake = ModuleType(f"pipeline.engines.{module}")
        vars(fake)[name] = Loaded
        monkeypatch.setitem(sys.modules, fake.__name__, fake)
    return Loaded


@pytest.mark.models
@pytest.mark.parametrize(("name", "file"), [("base.en", "base.en"), ("turbo", "large-v3-turbo")])
def test_openai_s_models_come_from_the_store_under_openai_s_name(
    full: ModelStore, whisper: type[Loaded], name: str, file: str
) -> None:
    recognizer = load_recognizer(f"whisper:{name}", full).engine
    path, official = whisper.made
    assert (path.name, official) == (f"{file}.pt", file)
    assert recognizer.engine.name == f"whisper:{name}"
    assert list(recognizer.engine.models) == [f"whisper-{file}/{file}.pt"]
    assert recognizer.engine.extra == {"device": "cpu", "precision": "float32"}


@pytest.mark.models
def test_a_checkpoint_of_one_s_own_is_loaded_where_it_lies(
    store: ModelStore, whisper: type[Loaded], tmp_path: Path
) -> None:
    (tmp_path / "own.pt").write_bytes(b"weights")
    recognizer = load_recognizer(f"whisper:{tmp_path}/own.pt", store).engine
    assert whisper.made == (tmp_path / "own.pt", None)
    assert list(recognizer.engine.models) == ["own.pt"]


@pytest.mark.models
def test_a_converted_folder_is_loaded_where_it_lies(
    store: ModelStore, whisper: type[Loaded], tmp_path: Path
) -> None:
    (tmp_path / "model.bin").write_bytes(b"weights")
    recognizer = load_recognizer(f"faster-whisper:{tmp_path}", store).engine
    assert whisper.made == (tmp_path,)
    assert list(recognizer.engine.models) == [f"{tmp_path.name}/model.bin"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("whisper:bas", r"Whisper's models are base, tiny\.en.*turbo"),
        ("faster-whisper:bad name", r"Whisper's models are"),
    ],
)
def test_a_model_that_does_not_exist_is_the_caller_s_mistake(
    store: ModelStore, name: str, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        load_recognizer(name, store)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("whisper:base.en", "pull whisper-base.en"),
        ("faster-whisper:base.en", "pull Systran/faster-whisper-base.en"),
        ("whisper:base", "pull starter"),
        ("faster-whisper:a/b", "pull a/b"),
        ("whisper:./none.pt", "There is no Whisper checkpoint"),
        ("faster-whisper:./none.pt", "There is no folder.*`whisper:`"),
    ],
)
def test_a_whisper_model_that_is_not_there_is_told_with_the_way_to_it(
    store: ModelStore, name: str, words: str
) -> None:
    with pytest.raises(ModelError, match=words):
        load_recognizer(name, store)


@pytest.mark.models
@pytest.mark.parametrize("library", ["whisper", "faster-whisper"])
def test_one_file_on_disk_serves_both_libraries(
    full: ModelStore, whisper: type[Loaded], library: str
) -> None:
    recognizer = load_recognizer(f"{library}:base", full).engine
    assert whisper.made[0] == full.root / "whisper-base"
    assert set(recognizer.engine.models) == {"whisper-base/model.bin", "whisper-base/config.json"}


@pytest.mark.models
@pytest.mark.parametrize("name", ["auto", "starter"])
def test_why_an_engine_was_chosen_is_told_with_it(full: ModelStore, whisper: type[Loaded], name: str) -> None:
    model = Registry.load().model("whisper-base")
    full.folder(model).mkdir(parents=True)
    for file in model.files:
        (full.folder(model) / file.name).write_bytes(b"")
    loaded = load_recognizer(name, full)
    assert loaded.engine.engine.name in ("faster-whisper:base", "whisper:base")
    assert "is the quicker library" in (loaded.reason or "")


def test_a_broken_torch_is_a_missing_package_and_no_fault_of_the_program(
    store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(MissingToolError, match="missing or broken") as caught:
        load_recognizer("auto", store)
    assert caught.value.exit_code == 4
