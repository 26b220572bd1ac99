"""Whisper's weights from one form into the other and back, number for number."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.models import ModelStore, Registry
from pipeline.models.digest import sha256_of
from pipeline.models.whisper.checkpoint import container_blocks, dimensions, state_dict
from pipeline.models.whisper.container import Container, ContainerError, written
from tests.support.whisper import SIZES, tensors, write_container

INSTALLED = ModelStore.default()
"""The user's own models; in the tests themselves there are none."""


def test_tensors_come_back_out_of_the_container_as_they_went_in(tmp_path: Path) -> None:
    state = tensors()
    container = Container.read(write_container(tmp_path / "model.bin", state))
    back = state_dict(container)
    assert back.keys() == state.keys()
    assert all(np.array_equal(back[name], state[name]) for name in state)
    assert dimensions(container) == SIZES


def test_the_container_comes_back_out_of_the_tensors_to_the_bit(tmp_path: Path) -> None:
    path = write_container(tmp_path / "model.bin", tensors())
    container = Container.read(path)
    assert b"".join(container_blocks(state_dict(container), dimensions(container))) == path.read_bytes()
    assert list(container.variables) == sorted(container.variables)


def test_query_key_and_value_are_stacked_and_the_key_has_no_bias(tmp_path: Path) -> None:
    state = tensors()
    container = Container.read(write_container(tmp_path / "model.bin", state))
    bias = container.array("encoder/layer_1/self_attention/linear_0/bias")
    assert np.array_equal(bias[:8], state["encoder.blocks.1.attn.query.bias"])
    assert not bias[8:16].any()
    assert np.array_equal(bias[16:], state["encoder.blocks.1.attn.value.bias"])


def test_openai_whisper_takes_all_tensors_and_misses_none(tmp_path: Path) -> None:
    model = pytest.importorskip("whisper.model")
    torch = pytest.importorskip("torch")
    container = Container.read(write_container(tmp_path / "model.bin", tensors()))
    whisper = model.Whisper(model.ModelDimensions(**dimensions(container)))
    state = {name: torch.from_numpy(np.array(array)) for name, array in state_dict(container).items()}
    assert str(whisper.load_state_dict(state)) == "<All keys matched successfully>"


@pytest.mark.models
@pytest.mark.parametrize("name", ["whisper-base", "whisper-tiny.en"])
def test_an_installed_model_survives_the_way_there_and_back(name: str, tmp_path: Path) -> None:
    path = INSTALLED.folder(Registry.load().model(name)) / "model.bin"
    if not path.is_file():
        pytest.skip(f"{name} is not installed")
    container = Container.read(path)
    with (tmp_path / "again.bin").open("wb") as stream:
        stream.writelines(container_blocks(state_dict(container), dimensions(container)))
    assert sha256_of(tmp_path / "again.bin") == sha256_of(path)


@pytest.mark.parametrize(
    ("variable", "change", "complaint"),
    [
        ("encoder/conv1/weight", None, "encoder/conv1/weight is missing"),
        ("decoder/embeddings/weight", np.zeros((11, 8), "|i1"), "only float16 can be used"),
        ("decoder/layer_0/attention/linear_1/bias", np.ones(16, "<f2"), "a bias for the key"),
        ("encoder/layer_0/self_attention/linear_0/bias", np.ones(10, "<f2"), "has the shape"),
    ],
)
def test_a_container_that_is_not_whisper_s_says_what_is_wrong_with_it(
    tmp_path: Path, variable: str, change: np.ndarray | None, complaint: str
) -> None:
    whole = Container.read(write_container(tmp_path / "model.bin", tensors()))
    arrays = {name: np.array(whole.array(name)) for name in whole.variables if name != variable}
    if change is not None:
        arrays[variable] = change
    (tmp_path / "odd.bin").write_bytes(b"".join(written("WhisperSpec", 3, arrays)))
    with pytest.raises(ContainerError, match=complaint):
        state_dict(Container.read(tmp_path / "odd.bin"))


def test_a_container_of_another_kind_of_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"".join(written("TransformerSpec", 7, {})))
    with pytest.raises(ContainerError, match="it holds a TransformerSpec, not Whisper"):
        dimensions(Container.read(tmp_path / "model.bin"))


def test_a_checkpoint_without_one_tensor_is_refused() -> None:
    state = tensors()
    del state["decoder.blocks.0.mlp.2.bias"]
    with pytest.raises(ContainerError, match=r"decoder\.blocks\.0\.mlp\.2\.bias is missing"):
        list(container_blocks(state, SIZES))
