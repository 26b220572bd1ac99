"""Which engine `auto` takes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from pipeline.engines.auto import (
    Choice,
    Machine,
    choose_diarizer,
    choose_recognizer,
    starter_recognizer,
)
from pipeline.engines.family import EngineName
from pipeline.errors import MissingToolError, ModelError
from pipeline.models import ModelStore, Registry, import_models
from pipeline.models.manifest import MANIFEST
from tests.support.hub import cache

_LAPTOP, _SERVER, _CARD = Machine(2), Machine(64), Machine(2, card=12_000_000_000)
_COMMUNITY = "pyannote/speaker-diarization-community-1"


def store(tmp_path: Path, *models: str) -> ModelStore:
    """A store in which files of these models lie, whatever is in them."""
    made = ModelStore(tmp_path / "store")
    for name in models:
        model = Registry.load().model(name)
        made.folder(model).mkdir(parents=True)
        for file in model.files:
            (made.folder(model) / file.name).touch()
    return made


def chosen(installed: ModelStore, machine: Machine = _LAPTOP, language: str | None = None) -> str:
    """The name of what is chosen."""
    return str(choose_recognizer(installed, machine, language).name)


def test_with_nothing_installed_the_starter_recognizer_is_named_without_a_reason(tmp_path: Path) -> None:
    assert choose_recognizer(store(tmp_path), _LAPTOP) == Choice(EngineName("faster-whisper", "base"))
    assert choose_recognizer(store(tmp_path), _CARD) == Choice(EngineName("whisper", "base"))


def test_the_only_one_installed_is_taken_though_it_is_slow(tmp_path: Path) -> None:
    choice = choose_recognizer(store(tmp_path, "whisper-large-v3"), _LAPTOP)
    assert choice == Choice(EngineName("whisper", "large-v3"), "the only one installed")


@pytest.mark.parametrize(
    ("machine", "choice"),
    [
        (
            _LAPTOP,
            Choice(
                EngineName("faster-whisper", "base"),
                "the only one installed; CTranslate2 is the quicker library on a processor",
            ),
        ),
        (
            _CARD,
            Choice(
                EngineName("whisper", "base"),
                "the only one installed; openai-whisper is the quicker library on a graphics card",
            ),
        ),
    ],
)
def test_where_both_libraries_can_run_a_model_the_quicker_one_is_taken(
    tmp_path: Path, machine: Machine, choice: Choice
) -> None:
    assert choose_recognizer(store(tmp_path, "whisper-base"), machine) == choice


def test_the_most_accurate_one_is_taken_where_the_machine_keeps_up(tmp_path: Path) -> None:
    choice = choose_recognizer(store(tmp_path, "whisper-tiny", "whisper-base"), _LAPTOP)
    assert choice.name == EngineName("faster-whisper", "base")
    assert choice.reason.startswith("the most accurate one installed;")


def test_one_too_slow_for_the_machine_is_named_in_the_reason(tmp_path: Path) -> None:
    installed = store(tmp_path, "whisper-base", "whisper-large-v3-turbo")
    assert choose_recognizer(installed, _LAPTOP) == Choice(
        EngineName("faster-whisper", "base"),
        "the most accurate one installed that keeps up on 2 processor cores; "
        "CTranslate2 is the quicker library on a processor; `--asr whisper:large-v3-turbo` is more accurate",
    )
    one_core = choose_recognizer(store(tmp_path / "b", "whisper-base", "whisper-small"), Machine(1))
    assert "on 1 processor core;" in one_core.reason


@pytest.mark.parametrize(
    ("machine", "name"),
    [
        (Machine(1), "faster-whisper:base"),
        (Machine(7), "whisper:small"),
        (Machine(21), "whisper:large-v3-turbo"),
        (_SERVER, "whisper:large-v3"),
        (_CARD, "whisper:large-v3"),
        (Machine(2, card=4_000_000_000), "whisper:large-v3-turbo"),
        (Machine(2, card=300_000_000), "whisper:base"),
    ],
)
def test_the_machine_decides_how_large_a_model_may_be(tmp_path: Path, machine: Machine, name: str) -> None:
    sizes = ("base", "small", "large-v3-turbo", "large-v3")
    assert chosen(store(tmp_path, *(f"whisper-{size}" for size in sizes)), machine) == name


def test_where_nothing_keeps_up_the_smallest_is_taken(tmp_path: Path) -> None:
    assert chosen(store(tmp_path, "whisper-medium", "whisper-large-v2"), Machine(1)) == "whisper:medium"


def test_english_only_ones_are_taken_where_english_is_asked_for_or_nothing_else_is_there(
    tmp_path: Path,
) -> None:
    installed = store(tmp_path, "whisper-base.en", "whisper-base")
    assert chosen(installed) == "faster-whisper:base"
    assert chosen(installed, language="en") == "whisper:base.en"
    assert chosen(installed, language="fr") == "faster-whisper:base"
    assert chosen(store(tmp_path / "small", "whisper-tiny.en")) == "faster-whisper:tiny.en"


def test_a_language_that_nothing_installed_writes_is_told_with_what_to_pull(tmp_path: Path) -> None:
    installed = store(tmp_path, "whisper-tiny.en")
    with pytest.raises(ModelError, match=r"writes the language 'fr'.*models pull starter") as raised:
        choose_recognizer(installed, _SERVER, "fr")
    assert raised.value.exit_code == 5


def test_a_model_with_a_file_missing_is_not_installed(tmp_path: Path) -> None:
    installed = store(tmp_path, "whisper-base", "whisper-tiny")
    (installed.root / "whisper-base" / "config.json").unlink()
    assert chosen(installed) == "whisper:tiny"


def test_a_converted_model_of_the_hub_counts_as_installed(tmp_path: Path) -> None:
    installed = store(tmp_path)
    folder = installed.root / "Systran--faster-whisper-small"
    folder.mkdir(parents=True)
    file = {"name": "model.bin", "sha256": "0" * 64, "size": 1}
    manifest = {"schema": "broadcast-snapshot/1", "commit": "0" * 40, "revision": "main", "files": [file]}
    (folder / "model.bin").touch()
    manifest["repo"] = "Systran/faster-whisper-small"
    (folder / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    assert chosen(installed) == "faster-whisper:small"


def test_every_recognizer_of_the_registry_can_be_chosen(tmp_path: Path) -> None:
    names = [model.name for model in Registry.load().models if model.task == "recognizer"]
    for number, name in enumerate(names):
        assert choose_recognizer(store(tmp_path / str(number), name), _SERVER).reason, name


def test_the_starter_recognizer_is_base_and_tiny_where_only_that_is_installed(tmp_path: Path) -> None:
    assert str(starter_recognizer(store(tmp_path / "none"), _LAPTOP).name) == "faster-whisper:base"
    both = store(tmp_path / "both", "whisper-base", "whisper-tiny.en", "whisper-large-v3")
    assert str(starter_recognizer(both, _CARD).name) == "whisper:base"
    small = store(tmp_path / "small", "whisper-tiny.en")
    assert str(starter_recognizer(small, _LAPTOP).name) == "faster-whisper:tiny.en"


def test_without_community_1_the_starter_diarizer_is_chosen(tmp_path: Path) -> None:
    choice = choose_diarizer(store(tmp_path, "segmentation-3.0", "campplus"))
    assert choice == Choice(EngineName("starter"), "the only one installed")


def test_community_1_is_chosen_where_it_is_whole(tmp_path: Path) -> None:
    installed = store(tmp_path)
    cache(tmp_path / "hub", _COMMUNITY)
    import_models(tmp_path / "hub", Registry.load(), installed)
    assert choose_diarizer(installed).name == EngineName("pyannote", _COMMUNITY)
    (installed.root / _COMMUNITY.replace("/", "--") / "plda" / "plda.npz").unlink()
    assert choose_diarizer(installed).name == EngineName("starter")


def test_this_machine_has_a_core_at_least() -> None:
    assert Machine.this().cores >= 1


def test_where_torch_is_missing_it_is_told_as_any_missing_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(MissingToolError, match=r"missing or broken.*pip install"):
        Machine.this()


def test_so_is_a_torch_whose_native_library_does_not_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "torch.py").write_text("raise OSError('libtorch.so: cannot open')\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "torch", raising=False)
    with pytest.raises(MissingToolError, match=r"missing or broken: libtorch\.so"):
        Machine.this()


def test_nothing_is_said_to_keep_up_that_does_not(tmp_path: Path) -> None:
    reason = choose_recognizer(store(tmp_path, "whisper-medium", "whisper-large-v2"), Machine(1)).reason
    assert reason.startswith("the smallest one installed, as none keeps up on 1 processor core;")
