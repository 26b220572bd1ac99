"""Files that call themselves Whisper checkpoints."""

from __future__ import annotations

import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from pipeline.engines.recognizers.whisper.openai.checkpoint import load_checkpoint
from pipeline.errors import ModelError

pytestmark = pytest.mark.models

_SMALL = {
    "n_mels": 80, "n_audio_ctx": 1500, "n_audio_state": 32, "n_audio_head": 2, "n_audio_layer": 2,
    "n_vocab": 51865, "n_text_ctx": 448, "n_text_state": 32, "n_text_head": 2, "n_text_layer": 2,
}  # fmt: skip


class Touch:
    """Makes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return open, (str(self._path), "w")


def refused(path: Path) -> str:
    """What the user is told."""
    with pytest.raises(ModelError) as raised:
        load_checkpoint(path, None, torch.device("cpu"))
    assert raised.value.exit_code == 5
    assert str(path) in raised.value.message
    assert "\n" not in str(raised.value)
    return str(raised.value)


@pytest.mark.parametrize("save", [torch.save, lambda content, path: path.write_bytes(pickle.dumps(content))])
def test_a_file_that_would_run_a_program_is_refused_and_runs_none(
    tmp_path: Path, save: Callable[[object, Path], object]
) -> None:
    path, trace = tmp_path / "model.pt", tmp_path / "trace"
    save({"dims": _SMALL, "model_state_dict": {"weight": Touch(trace)}}, path)
    assert "could run a program" in refused(path)
    assert not trace.exists()


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.999])
def test_a_file_cut_off_on_its_way_is_told_as_unreadable(
    checkpoint: Path, tmp_path: Path, kept: float
) -> None:
    content = checkpoint.read_bytes()
    path = tmp_path / "cut.pt"
    path.write_bytes(content[: round(kept * len(content))])
    assert "cannot be read" in refused(path)


def test_files_of_another_kind_are_no_checkpoints(tmp_path: Path) -> None:
    path = tmp_path / "model.pt"
    for content in (b"", b"This is a text.\n" * 99, b"\x80\x02}q\x00.", b"\0" * 5000):
        path.write_bytes(content)
        refused(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "no model")
    refused(path)


def test_a_folder_and_a_file_that_is_not_there_are_told_as_such(tmp_path: Path) -> None:
    assert "There is no" in refused(tmp_path / "gone.pt")
    refused(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        [1, 2],
        {},
        {"dims": _SMALL},
        {"dims": _SMALL, "model_state_dict": {}},
        {"dims": _SMALL, "model_state_dict": None},
        {"dims": _SMALL | {"n_audio_state": "many"}, "model_state_dict": {}},
        {"dims": _SMALL | {"n_audio_state": -3}, "model_state_dict": {}},
        {"dims": _SMALL | {"n_text_head": 0}, "model_state_dict": {}},
        {"dims": {"n_mels": 80}, "model_state_dict": {}},
        {"dims": None, "model_state_dict": {}},
    ],
)
def test_what_holds_no_model_of_its_own_dimensions_is_no_checkpoint(tmp_path: Path, content: object) -> None:
    path = tmp_path / "model.pt"
    torch.save(content, path)
    refused(path)


def test_weights_of_other_dimensions_are_refused(checkpoint: Path, tmp_path: Path) -> None:
    stored = torch.load(checkpoint, weights_only=True)
    path = tmp_path / "model.pt"
    torch.save(stored | {"dims": stored["dims"] | {"n_text_layer": 3}}, path)
    assert "is not a Whisper checkpoint" in refused(path)


def test_what_else_a_file_says_about_its_dimensions_is_let_pass(checkpoint: Path, tmp_path: Path) -> None:
    stored = torch.load(checkpoint, weights_only=True)
    path = tmp_path / "model.pt"
    torch.save(stored | {"dims": stored["dims"] | {"trained_by": 7}, "note": 1}, path)
    assert load_checkpoint(path, None, torch.device("cpu")).dims.n_text_layer == 4
