"""Whole pyannote pipelines from folders, loaded and run for real; their weights are seeded, not trained."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from pipeline.engines.contract import SpeakerCount
from pipeline.engines.diarization import Diarization
from pipeline.errors import EngineError, ModelError
from pipeline.media.decode import decode
from pipeline.media.probe import probe
from pipeline.media.waveform import Waveform
from pipeline.models import ModelStore, Registry, Snapshot, find_snapshot, folder_snapshot, import_models
from pipeline.models.model import snapshot_model
from tests.support import pyannote_folder as made

pytestmark = pytest.mark.models

_EXAMPLE = Path(__file__).parents[4] / "examples" / "harbour-bridge" / "segment.opus"
_SECONDS = 6


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """So small a network is slowed down by more."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def speech() -> Waveform:
    """The beginning of the example."""
    whole = decode(probe(_EXAMPLE))
    return Waveform(whole.floats[: _SECONDS * 16_000])


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with pipelines of both kinds, and the models that one of them is made of."""
    top = tmp_path_factory.mktemp("brought")
    made.community(top / "community")
    made.three_one(top / "three-one")
    for repo, save in ((made.SEGMENTATION, made.save_segmentation), (made.EMBEDDING, made.save_embedding)):
        save(top / repo)
    return top


@pytest.fixture(scope="module")
def store(brought: Path, tmp_path_factory: pytest.TempPathFactory) -> ModelStore:
    """A store into which they were imported."""
    store = ModelStore(tmp_path_factory.mktemp("store"))
    import_models(brought, Registry((), {}), store)
    return store


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every attempt to reach anybody ends the test."""

    def refuse(*arguments: Any, **_: Any) -> None:
        raise AssertionError(f"the network was tried: {arguments}")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)


def engine(snapshot: Snapshot) -> Any:
    """Load it."""
    from pipeline.engines.diarizers.pyannote.folder import PyannotePipeline

    return PyannotePipeline(snapshot)


def check(found: Diarization) -> None:
    """Turns inside the recording, and exclusive ones that do not overlap."""
    assert found.turns
    assert found.exclusive
    assert all(0 <= turn.start < turn.end <= _SECONDS for turn in (*found.turns, *found.exclusive))
    assert all(
        one.end <= other.start for one, other in zip(found.exclusive, found.exclusive[1:], strict=False)
    )


@pytest.mark.parametrize("name", ["local/community", "local/three-one"])
def test_an_installed_pipeline_runs_without_the_network_and_reports_how_far_it_is(
    store: ModelStore, speech: Waveform, name: str
) -> None:
    snapshot = find_snapshot(snapshot_model(name), store)
    loaded = engine(snapshot)
    shares: list[float] = []
    check(loaded.diarize(speech, SpeakerCount(), shares.append))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert len(shares) > 3
    assert loaded.engine.name == f"pyannote:{name}"
    assert loaded.engine.version == "pyannote.audio 4.0.7"
    assert loaded.engine.models == snapshot.digests


def test_a_folder_that_the_user_named_runs_as_it_is(
    brought: Path, store: ModelStore, speech: Waveform
) -> None:
    loaded = engine(folder_snapshot(brought / "three-one", store))
    check(loaded.diarize(speech, SpeakerCount(), lambda _: None))
    assert loaded.engine.name == "pyannote:three-one"


def test_the_number_of_speakers_is_kept_to(brought: Path, store: ModelStore, speech: Waveform) -> None:
    loaded = engine(folder_snapshot(brought / "community", store))

    def voices(count: SpeakerCount) -> int:
        return len({turn.label for turn in loaded.diarize(speech, count, lambda _: None).turns})

    assert voices(SpeakerCount()) > 1, "or the next lines prove nothing"
    assert voices(SpeakerCount(exactly=1)) == 1
    assert voices(SpeakerCount(at_most=1)) == 1


def test_silence_has_no_turns_or_some_but_never_fails(brought: Path, store: ModelStore) -> None:
    loaded = engine(folder_snapshot(brought / "community", store))
    silence = Waveform(np.zeros(2 * 16_000, dtype=np.float32))
    found = loaded.diarize(silence, SpeakerCount(), lambda _: None)
    assert all(turn.end <= 2.0 for turn in found.turns)


def test_pyannote_reports_nothing_home(brought: Path, store: ModelStore) -> None:
    engine(folder_snapshot(brought / "community", store))
    from pyannote.audio.telemetry.metrics import is_metrics_enabled

    assert is_metrics_enabled() is False


def changed(folder: Path, tmp_path: Path, **params: Any) -> Path:
    """A copy of a pipeline's folder whose configuration says something else."""
    copy = tmp_path / "changed"
    shutil.copytree(folder, copy)
    content = yaml.safe_load((copy / "config.yaml").read_text())
    content["pipeline"]["params"].update(params)
    (copy / "config.yaml").write_text(yaml.safe_dump(content))
    return copy


def test_what_the_configuration_says_is_kept_and_the_rest_is_set_for_speed(
    brought: Path, store: ModelStore, tmp_path: Path
) -> None:
    folder = changed(brought / "community", tmp_path, embedding_batch_size=4, segmentation_step=0.5)
    pipeline = engine(folder_snapshot(folder, store))._pipeline
    assert (pipeline.segmentation_batch_size, pipeline.embedding_batch_size) == (32, 4)
    assert pipeline.segmentation_step == 0.5
    assert pipeline.parameters(instantiated=True)["clustering"] == {"Fa": 0.07, "Fb": 0.8, "threshold": 0.6}


def test_a_pipeline_that_gives_a_bare_annotation_is_understood(
    brought: Path, store: ModelStore, speech: Waveform, tmp_path: Path
) -> None:
    folder = changed(brought / "community", tmp_path, legacy=True)
    check(engine(folder_snapshot(folder, store)).diarize(speech, SpeakerCount(), lambda _: None))


def test_a_plda_that_is_not_needed_is_not_looked_for(
    brought: Path, store: ModelStore, tmp_path: Path
) -> None:
    folder = changed(brought / "three-one", tmp_path, plda="$model/plda")
    engine(folder_snapshot(folder, store))


def test_a_device_that_is_not_there_is_not_asked_for(
    brought: Path, store: ModelStore, tmp_path: Path
) -> None:
    folder = changed(brought / "three-one", tmp_path)
    text = (folder / "config.yaml").read_text()
    (folder / "config.yaml").write_text(text + "device: cuda:7\n")
    engine(folder_snapshot(folder, store))


@pytest.mark.parametrize("params", [{"clustering": "Nonsense"}, {"nonsense": 1}, {"segmentation_step": "x"}])
def test_a_configuration_that_pyannote_refuses_is_a_model_error(
    brought: Path, store: ModelStore, tmp_path: Path, params: dict[str, Any]
) -> None:
    folder = changed(brought / "three-one", tmp_path, **params)
    with pytest.raises(ModelError, match=r"does not fit pyannote\.audio 4\.0\.7: ") as raised:
        engine(folder_snapshot(folder, store))
    assert str(folder) in raised.value.message


def test_damaged_weights_are_an_engine_error(brought: Path, store: ModelStore, tmp_path: Path) -> None:
    folder = changed(brought / "community", tmp_path)
    (folder / "segmentation" / "pytorch_model.bin").write_bytes(b"damaged")
    with pytest.raises(EngineError, match=r"could not load the pipeline in ") as raised:
        engine(folder_snapshot(folder, store))
    assert str(folder) in raised.value.message
    assert "damaged file" in raised.value.hint


def test_a_failure_while_it_runs_names_the_folder(brought: Path, store: ModelStore) -> None:
    loaded = engine(folder_snapshot(brought / "three-one", store))
    nothing = Waveform(np.zeros(0, dtype=np.float32))
    with pytest.raises(EngineError, match=r"pyannote\.audio failed: .*three-one"):
        loaded.diarize(nothing, SpeakerCount(), lambda _: None)
