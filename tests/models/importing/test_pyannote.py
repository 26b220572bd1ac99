"""Bringing pyannote pipelines in by hand: folders, clones, the hub's own cache, another machine's store."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.models import ImportReport, ModelStore, Registry, State, find_snapshot, import_models
from pipeline.models.manifest import Manifest
from pipeline.models.model import snapshot_model
from tests.support.hub import BORROWING, COMMIT, CONFIG, FILES, OTHER, REPO, SINGLE, cache, lay
from tests.support.models import WEIGHTS, made_up

PARTS = ("nobody/segmentation", "nobody/embedding")


def bring(path: Path, store: ModelStore) -> ImportReport:
    """Import with a registry that knows one other model."""
    return import_models(path, Registry((made_up(),), {}), store)


def repos(report: ImportReport) -> dict[str, bool]:
    """What was found, and whether it is a whole pipeline."""
    return {found.repo: found.whole for found in report.pipelines}


def test_a_plain_folder_gets_a_name_of_its_own(store: ModelStore, tmp_path: Path) -> None:
    report = bring(lay(tmp_path / "Our Pipeline (2)"), store)
    assert repos(report) == {"local/Our-Pipeline-2": True}
    model = snapshot_model("local/Our-Pipeline-2")
    assert find_snapshot(model, store).name == "local/Our-Pipeline-2"
    assert set(store.files(model)) == set(FILES)


def test_only_what_the_pipeline_reads_is_copied_and_its_licence(store: ModelStore, tmp_path: Path) -> None:
    folder = lay(tmp_path / "ours", {**FILES, "film.bin": b"holiday", "segmentation/more.bin": b"more"})
    bring(folder, store)
    assert set(store.files(snapshot_model("local/ours"))) == set(FILES)


def test_what_is_there_already_is_said_so(store: ModelStore, tmp_path: Path) -> None:
    lay(tmp_path / "ours")
    assert [found.copied for found in bring(tmp_path / "ours", store).pipelines] == [True]
    assert [found.copied for found in bring(tmp_path / "ours", store).pipelines] == [False]
    lay(tmp_path / "ours", {"plda/plda.npz": b"better"})
    assert [found.copied for found in bring(tmp_path / "ours", store).pipelines] == [True]
    assert store.state(snapshot_model("local/ours")) is State.INSTALLED


def test_registered_models_in_the_same_tree_are_still_recognised(store: ModelStore, tmp_path: Path) -> None:
    lay(tmp_path / "stick" / "ours")
    (tmp_path / "stick" / "w").write_bytes(WEIGHTS)
    report = bring(tmp_path / "stick", store)
    assert [found.model for found in report.found] == ["toy"]
    assert repos(report) == {"local/ours": True}


@pytest.mark.parametrize(
    "named", ["", "models--nobody--diarization", f"models--nobody--diarization/snapshots/{COMMIT}"]
)
def test_the_hubs_own_cache_is_understood_wherever_one_points_into_it(
    store: ModelStore, tmp_path: Path, named: str
) -> None:
    cache(tmp_path / "hub", REPO)
    assert repos(bring(tmp_path / "hub" / named, store)) == {REPO: True}
    manifest = Manifest.read(store.root / "nobody--diarization")
    assert manifest is not None
    assert manifest.commit == COMMIT
    assert manifest.fits("main")
    assert not any(path.is_symlink() for path in store.root.rglob("*"))


def test_of_several_commits_in_the_cache_the_current_one_is_taken(store: ModelStore, tmp_path: Path) -> None:
    cache(tmp_path / "hub", REPO, {**FILES, "plda/plda.npz": b"new"}, commit="f" * 40)
    cache(tmp_path / "hub", REPO)
    bring(tmp_path / "hub", store)
    assert store.files(snapshot_model(REPO))["plda/plda.npz"].read_bytes() == FILES["plda/plda.npz"]


def test_a_pipeline_in_the_cache_brings_the_repositories_it_is_made_of(
    store: ModelStore, tmp_path: Path
) -> None:
    """pyannote.audio leaves only the weights of those in the cache, no configuration."""
    cache(tmp_path / "hub", REPO, {"config.yaml": BORROWING.encode()})
    for part in PARTS:
        cache(tmp_path / "hub", part, {"pytorch_model.bin": b"weights"})
    cache(tmp_path / "hub", "somebody/else", {"pytorch_model.bin": b"not asked for"})
    report = bring(tmp_path / "hub", store)
    assert repos(report) == {**dict.fromkeys(PARTS, False), REPO: True}
    assert store.state(snapshot_model(REPO)) is State.INSTALLED
    assert len(store.snapshots()) == 3


def test_clones_side_by_side_are_found_by_their_names(store: ModelStore, tmp_path: Path) -> None:
    lay(tmp_path / "diarization", {"config.yaml": BORROWING.encode()})
    lay(tmp_path / "segmentation", SINGLE)
    lay(tmp_path / "nobody" / "embedding", SINGLE)
    assert repos(bring(tmp_path, store)) == {**dict.fromkeys(PARTS, False), "local/diarization": True}


def test_a_part_that_is_nowhere_keeps_the_pipeline_out(store: ModelStore, tmp_path: Path) -> None:
    cache(tmp_path / "hub", REPO, {"config.yaml": BORROWING.encode()})
    cache(tmp_path / "hub", PARTS[0], SINGLE)
    with pytest.raises(ModelError, match="nobody/embedding, too, which is neither there nor installed"):
        bring(tmp_path / "hub", store)
    assert store.snapshots() == ()


def test_a_part_that_is_installed_need_not_be_brought(store: ModelStore, tmp_path: Path) -> None:
    test_a_pipeline_in_the_cache_brings_the_repositories_it_is_made_of(store, tmp_path)
    lay(tmp_path / "stick" / "ours", {"config.yaml": BORROWING.encode()})
    assert repos(bring(tmp_path / "stick", store)) == {"local/ours": True}
    assert store.state(snapshot_model("local/ours")) is State.INSTALLED


def test_the_folder_of_another_machines_store_keeps_its_name(store: ModelStore, tmp_path: Path) -> None:
    cache(tmp_path / "hub", REPO)
    bring(tmp_path / "hub", store)
    shutil.move(store.root, tmp_path / "stick")
    assert repos(bring(tmp_path / "stick", store)) == {REPO: True}
    assert set(store.files(snapshot_model(REPO))) == set(FILES)


def test_a_damaged_folder_of_another_machines_store_is_refused(store: ModelStore, tmp_path: Path) -> None:
    cache(tmp_path / "hub", REPO)
    bring(tmp_path / "hub", store)
    shutil.move(store.root, tmp_path / "stick")
    (tmp_path / "stick" / "nobody--diarization" / "plda" / "plda.npz").write_bytes(b"DAMA")
    with pytest.raises(ModelError, match=r"diarization is damaged: wrong checksum for plda/plda\.npz"):
        bring(tmp_path / "stick", store)
    assert store.state(snapshot_model(REPO)) is State.MISSING


def test_a_link_that_leads_out_of_the_tree_is_not_followed(store: ModelStore, tmp_path: Path) -> None:
    folder = lay(tmp_path / "stick" / "ours")
    (tmp_path / "secret").write_bytes(b"secret")
    (folder / "plda" / "plda.npz").unlink()
    (folder / "plda" / "plda.npz").symlink_to(tmp_path / "secret")
    with pytest.raises(ModelError, match=r"plda\.npz lies outside the folder that was named"):
        bring(tmp_path / "stick", store)
    assert store.snapshots() == ()


def test_a_configuration_that_uses_files_elsewhere_cannot_be_carried(
    store: ModelStore, tmp_path: Path
) -> None:
    (tmp_path / "seg.bin").write_bytes(b"weights")
    text = CONFIG.replace("$model/segmentation", str(tmp_path / "seg.bin"))
    folder = lay(tmp_path / "ours", {**FILES, "config.yaml": text.encode()})
    with pytest.raises(
        ModelError, match=rf"uses a file that lies elsewhere: {tmp_path / 'seg.bin'}"
    ) as raised:
        bring(folder, store)
    assert f"`--diarizer pyannote:{folder}`" in raised.value.hint


def test_a_pipeline_that_is_not_whole_does_not_keep_another_out(store: ModelStore, tmp_path: Path) -> None:
    lay(tmp_path / "good")
    (lay(tmp_path / "poor") / "plda" / "plda.npz").unlink()
    lay(tmp_path / "vad", {"config.yaml": OTHER.encode()})
    report = bring(tmp_path, store)
    assert repos(report) == {"local/good": True}
    (reason,) = report.refused
    assert "poor is not complete" in reason


def test_a_folder_with_another_kind_of_pipeline_is_told_what_it_is(store: ModelStore, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="does not tell voices apart"):
        bring(lay(tmp_path / "vad", {"config.yaml": OTHER.encode()}), store)


def test_a_file_name_that_cannot_be_kept_is_named(store: ModelStore, tmp_path: Path) -> None:
    text = CONFIG.replace("$model/segmentation", "my weights.bin")
    folder = lay(tmp_path / "ours", {**FILES, "config.yaml": text.encode(), "my weights.bin": b"w"})
    with pytest.raises(ModelError, match=r"'my weights\.bin' is not a plain relative path"):
        bring(folder, store)
