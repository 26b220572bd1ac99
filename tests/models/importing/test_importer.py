"""Bringing models in by hand: known by content, whatever the name."""

from __future__ import annotations

import os
from pathlib import Path
from zipfile import ZipFile

import pytest

from pipeline.errors import InputError, ModelError, OutputError
from pipeline.models import ModelStore, Registry, State, import_models
from tests.support.models import WEIGHTS, made_up, write_wheel

TWO = {"encoder.bin": b"the encoder", "sub/decoder.bin": b"the decoder"}
TOY, PAIR = made_up(), made_up(name="pair", content=TWO)
REGISTRY = Registry((TOY, PAIR), {})


@pytest.fixture
def brought(tmp_path: Path) -> Path:
    """The folder somebody brought."""
    folder = tmp_path / "brought"
    folder.mkdir()
    return folder


def test_a_single_file_is_known_whatever_it_is_called(store: ModelStore, brought: Path) -> None:
    (brought / "renamed.download").write_bytes(WEIGHTS)
    report = import_models(brought / "renamed.download", REGISTRY, store)
    assert [(found.model, found.file, found.copied) for found in report.found] == [
        ("toy", "weights.bin", True)
    ]
    assert report.missing == {}
    assert store.state(TOY) is State.INSTALLED


def test_a_folder_is_searched_to_its_depth_and_what_is_lacking_is_named(
    store: ModelStore, brought: Path
) -> None:
    (brought / "a" / "b").mkdir(parents=True)
    (brought / "a" / "b" / "enc").write_bytes(TWO["encoder.bin"])
    (brought / "holiday.jpg").write_bytes(b"no model")
    report = import_models(brought, REGISTRY, store)
    assert [found.file for found in report.found] == ["encoder.bin"]
    assert report.missing == {"pair": ("sub/decoder.bin",)}
    assert store.state(PAIR) is State.INCOMPLETE


def test_a_wheel_is_looked_into(store: ModelStore, brought: Path) -> None:
    wheel = write_wheel(brought, {"toy/weights.bin": WEIGHTS})
    report = import_models(wheel, REGISTRY, store)
    assert report.found[0].origin == f"toy/weights.bin in {wheel}"
    assert store.state(TOY) is State.INSTALLED


def test_a_zip_in_a_folder_is_looked_into(store: ModelStore, brought: Path) -> None:
    with ZipFile(brought / "MODELS.ZIP", "w") as archive:
        for name, data in TWO.items():
            archive.writestr(f"any/where/{Path(name).name}", data)
    import_models(brought, REGISTRY, store)
    assert store.files(PAIR)["sub/decoder.bin"].read_bytes() == b"the decoder"


def test_what_is_installed_already_is_said_so(store: ModelStore, brought: Path) -> None:
    (brought / "w").write_bytes(WEIGHTS)
    import_models(brought, REGISTRY, store)
    assert [found.copied for found in import_models(brought, REGISTRY, store).found] == [False]


def test_an_import_mends_a_damaged_file(store: ModelStore, brought: Path) -> None:
    (brought / "w").write_bytes(WEIGHTS)
    import_models(brought, REGISTRY, store)
    (store.folder(TOY) / "weights.bin").write_bytes(b"damaged")
    import_models(brought, REGISTRY, store)
    assert store.state(TOY) is State.INSTALLED


def test_one_file_serves_every_model_that_has_it(store: ModelStore, brought: Path) -> None:
    twin = made_up(name="twin")
    (brought / "w").write_bytes(WEIGHTS)
    import_models(brought, Registry((TOY, twin), {}), store)
    assert store.state(TOY) is store.state(twin) is State.INSTALLED


def test_links_inside_a_folder_are_not_followed(store: ModelStore, brought: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "w").write_bytes(WEIGHTS)
    (brought / "file").symlink_to(elsewhere / "w")
    (brought / "folder").symlink_to(elsewhere)
    with pytest.raises(ModelError, match="Links inside a folder are not followed"):
        import_models(brought, REGISTRY, store)
    assert store.state(TOY) is State.MISSING


def test_a_link_that_the_user_names_is_followed(store: ModelStore, brought: Path, tmp_path: Path) -> None:
    (brought / "w").write_bytes(WEIGHTS)
    (tmp_path / "link").symlink_to(brought)
    import_models(tmp_path / "link", REGISTRY, store)
    assert store.state(TOY) is State.INSTALLED


def test_a_pipe_in_the_folder_does_not_hold_the_search_up(store: ModelStore, brought: Path) -> None:
    os.mkfifo(brought / "pipe")
    (brought / "w").write_bytes(WEIGHTS)
    import_models(brought, REGISTRY, store)
    assert store.state(TOY) is State.INSTALLED
    with pytest.raises(InputError):
        import_models(brought / "pipe", REGISTRY, store)


def test_a_damaged_archive_is_named_and_the_search_goes_on(store: ModelStore, brought: Path) -> None:
    wheel = write_wheel(brought, {"toy/weights.bin": WEIGHTS})
    data = wheel.read_bytes()
    place = data.index(WEIGHTS[:100]) + 1000
    wheel.write_bytes(data[:place] + b"spoilt" + data[place + 6 :])
    (brought / "z-last").write_bytes(TWO["encoder.bin"])
    report = import_models(brought, REGISTRY, store)
    assert [found.file for found in report.found] == ["encoder.bin"]
    assert report.unreadable == (f"toy/weights.bin in {wheel}",)


def test_nothing_known_is_a_model_error(store: ModelStore, brought: Path) -> None:
    (brought / "notes.txt").write_text("nothing here")
    with pytest.raises(ModelError, match="No model file was recognised") as raised:
        import_models(brought, REGISTRY, store)
    assert raised.value.exit_code == 5
    assert "`pipeline models list`" in raised.value.hint


def test_a_path_that_is_not_there_is_an_input_error(store: ModelStore, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        import_models(tmp_path / "nowhere", REGISTRY, store)


def test_a_store_that_cannot_be_written_is_an_output_error(brought: Path, tmp_path: Path) -> None:
    (brought / "w").write_bytes(WEIGHTS)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError):
        import_models(brought, REGISTRY, ModelStore(tmp_path / "file" / "store"))
