"""Pipelines ready to be loaded: from the store, checked, or from a folder that the user named."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.models import ModelStore, find_snapshot, folder_snapshot, import_models, named_snapshot
from pipeline.models.model import snapshot_model
from pipeline.models.registry import Registry
from tests.support.hub import BORROWING, CONFIG, FILES, SINGLE, cache, lay
from tests.support.models import sha256

REPO = "nobody/diarization"
MODEL = snapshot_model(REPO)
READ = tuple(name for name in FILES if name != "LICENSE")


@pytest.fixture
def installed(store: ModelStore, tmp_path: Path) -> ModelStore:
    """A store with a pipeline that has all its models, and with two single models."""
    cache(tmp_path / "hub", REPO)
    import_models(tmp_path / "hub", Registry((), {}), store)
    return store


@pytest.fixture
def borrowing(store: ModelStore, tmp_path: Path) -> ModelStore:
    """A store with a pipeline that takes its models from two other repositories."""
    hub = tmp_path / "hub"
    cache(hub, REPO, {"config.yaml": BORROWING.encode()})
    for part in ("nobody/segmentation", "nobody/embedding"):
        cache(hub, part, SINGLE)
    import_models(hub, Registry((), {}), store)
    return store


def test_an_installed_pipeline_comes_with_its_models_and_their_digests(installed: ModelStore) -> None:
    snapshot = find_snapshot(MODEL, installed)
    folder = installed.root / "nobody--diarization"
    assert (snapshot.name, snapshot.folder) == (REPO, folder)
    assert {part.role: part.place for part in snapshot.parts} == {
        "segmentation": folder / "segmentation" / "pytorch_model.bin",
        "embedding": folder / "embedding" / "pytorch_model.bin",
        "plda": folder / "plda",
    }
    assert snapshot.digests == {f"{REPO}/{name}": sha256(FILES[name]) for name in READ}


def test_models_of_other_repositories_come_from_the_store(borrowing: ModelStore) -> None:
    snapshot = find_snapshot(MODEL, borrowing)
    assert [part.place.parent.name for part in snapshot.parts] == [
        "nobody--segmentation",
        "nobody--embedding",
    ]
    assert snapshot.digests["nobody/embedding/pytorch_model.bin"] == sha256(SINGLE["pytorch_model.bin"])


def test_a_pipeline_that_is_not_installed_is_answered_with_both_ways_to_it(store: ModelStore) -> None:
    with pytest.raises(ModelError) as raised:
        find_snapshot(MODEL, store)
    assert str(raised.value) == (
        f"The pipeline {REPO} is not installed in {store.root}. Run `pipeline models pull {REPO}`; or name a "
        "folder that holds it with `--diarizer pyannote:FOLDER`."
    )
    assert raised.value.exit_code == 5


def test_a_part_that_is_not_installed_is_named(borrowing: ModelStore) -> None:
    (borrowing.root / "nobody--embedding" / "snapshot.json").unlink()
    with pytest.raises(ModelError, match="`pipeline models pull nobody/embedding`") as raised:
        find_snapshot(MODEL, borrowing)
    assert "made of other models, too. The model nobody/embedding is not installed" in raised.value.message


@pytest.mark.parametrize("name", ["config.yaml", "plda/plda.npz", "LICENSE"])
def test_a_changed_file_is_not_handed_out(installed: ModelStore, name: str) -> None:
    (installed.root / "nobody--diarization" / name).write_bytes(b"changed")
    with pytest.raises(ModelError, match=f"{name} is damaged.*`pipeline models pull {REPO}`"):
        find_snapshot(MODEL, installed)


def test_a_changed_part_is_not_handed_out(borrowing: ModelStore) -> None:
    (borrowing.root / "nobody--segmentation" / "pytorch_model.bin").write_bytes(b"changed")
    with pytest.raises(ModelError, match=r"pytorch_model\.bin is damaged"):
        find_snapshot(MODEL, borrowing)


def test_a_file_that_is_on_no_list_is_not_handed_out(store: ModelStore, tmp_path: Path) -> None:
    """A configuration from the hub might name any file of this machine."""
    outside = tmp_path / "outside.bin"
    outside.write_bytes(b"weights")
    text = CONFIG.replace("$model/segmentation", str(outside))
    cache(tmp_path / "hub", REPO, {**FILES, "config.yaml": CONFIG.encode()})
    import_models(tmp_path / "hub", Registry((), {}), store)
    folder = store.root / "nobody--diarization"
    manifest = (folder / "snapshot.json").read_text()
    size = f'"size": {len(CONFIG.encode())}'
    changed = manifest.replace(sha256(CONFIG.encode()), sha256(text.encode())).replace(size, '"size": 9')
    (folder / "config.yaml").write_text(text)
    (folder / "snapshot.json").write_text(changed)
    with pytest.raises(ModelError, match=rf"names a file outside its own folder: {outside}"):
        find_snapshot(MODEL, store)


def test_a_folder_needs_no_list_and_is_recorded_as_it_is(store: ModelStore, tmp_path: Path) -> None:
    snapshot = folder_snapshot(lay(tmp_path / "ours"), store)
    assert snapshot.name == "ours"
    assert snapshot.digests == {f"ours/{name}": sha256(FILES[name]) for name in READ}
    assert not store.root.exists()


def test_a_folder_may_take_models_from_the_store(borrowing: ModelStore, tmp_path: Path) -> None:
    folder = lay(tmp_path / "ours", {"config.yaml": BORROWING.encode()})
    assert set(folder_snapshot(folder, borrowing).digests) == {
        "ours/config.yaml",
        "nobody/segmentation/pytorch_model.bin",
        "nobody/embedding/pytorch_model.bin",
    }


def test_a_folder_may_name_files_beside_its_configuration_and_elsewhere(
    store: ModelStore, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "embedding.bin"
    elsewhere.write_bytes(b"weights")
    text = BORROWING.replace("nobody/segmentation", "seg.bin").replace("nobody/embedding", str(elsewhere))
    folder = lay(tmp_path / "ours", {"config.yaml": text.encode(), "seg.bin": b"s"})
    assert folder_snapshot(folder, store).digests[str(elsewhere)] == sha256(b"weights")


@pytest.mark.parametrize("name", READ)
def test_a_file_that_is_missing_from_a_folder_is_named(store: ModelStore, tmp_path: Path, name: str) -> None:
    folder = lay(tmp_path / "ours")
    (folder / name).unlink()
    with pytest.raises(ModelError, match=Path(name).name) as raised:
        folder_snapshot(folder, store)
    assert str(folder) in raised.value.message
    assert raised.value.exit_code == 5


def test_a_model_that_is_neither_there_nor_a_repository_is_named(store: ModelStore, tmp_path: Path) -> None:
    folder = lay(
        tmp_path / "ours", {"config.yaml": BORROWING.replace("nobody/segmentation", "s.bin").encode()}
    )
    with pytest.raises(ModelError, match=r"not complete: s\.bin, its segmentation model, is missing"):
        folder_snapshot(folder, store)


def test_a_clone_without_its_large_files_is_told_so(store: ModelStore, tmp_path: Path) -> None:
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 5\n"
    folder = lay(tmp_path / "ours", {**FILES, "segmentation/pytorch_model.bin": pointer})
    with pytest.raises(ModelError, match=r"only git's note of it.*`git lfs pull`"):
        folder_snapshot(folder, store)


def test_a_name_is_looked_for_in_the_store_and_then_on_the_disk(
    installed: ModelStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lay(tmp_path / "nobody" / "ours")
    assert named_snapshot(REPO, installed).name == REPO
    assert named_snapshot("nobody/ours", installed).name == "ours"
    assert named_snapshot("./nobody/ours", installed).name == "ours"
    assert named_snapshot(str(tmp_path / "nobody" / "ours"), installed).name == "ours"


@pytest.mark.parametrize("name", ["nosuch", "./nosuch", "nosuch/"])
def test_a_name_that_is_nothing_is_answered_with_what_it_may_be(store: ModelStore, name: str) -> None:
    with pytest.raises(ModelError, match="owner/name of a pipeline on the hub, or a folder of one") as raised:
        named_snapshot(name, store)
    assert "There is no folder nosuch" in raised.value.message


@pytest.mark.parametrize("name", ["pyannote-community-1", "pyannote/speaker-diarization-community-1"])
def test_a_registered_pipeline_may_be_called_by_either_name(store: ModelStore, name: str) -> None:
    with pytest.raises(ModelError, match="`pipeline models pull pyannote-community-1`"):
        named_snapshot(name, store)
