"""config.yaml: what it names, and what is refused before anything is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.models.pyannote.config import NoDiarizationError, PipelineConfig, Reference
from tests.support.hub import BORROWING, CONFIG, OTHER

COMMUNITY = "pyannote/speaker-diarization-community-1"
HEAD = "pipeline:\n  name: pyannote.audio.pipelines.SpeakerDiarization\n  params:\n"


def config(folder: Path, text: str) -> PipelineConfig:
    """Read `text` as a configuration."""
    (folder / "config.yaml").write_text(text)
    return PipelineConfig.read(folder)


def test_models_beside_the_configuration_are_its_own(tmp_path: Path) -> None:
    read = config(tmp_path, CONFIG)
    assert read.references == tuple(
        Reference(role, "", role) for role in ("segmentation", "embedding", "plda")
    )
    assert tuple(read.repositories) == ()


def test_models_of_other_repositories_are_named_however_they_are_written(tmp_path: Path) -> None:
    read = config(tmp_path, BORROWING)
    assert read.references == (
        Reference("segmentation", "nobody/segmentation"),
        Reference("embedding", "nobody/embedding"),
    )
    assert tuple(read.repositories) == (("nobody/segmentation", ""), ("nobody/embedding", ""))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("$model/sub/seg@v2", Reference("segmentation", "", "sub/seg")),
        ("a/b@2022.07", Reference("segmentation", "a/b", "", "2022.07")),
        ("{checkpoint: a/b, subfolder: s, revision: v1}", Reference("segmentation", "a/b", "s", "v1")),
        ("{checkpoint: a/b, subfolder: null}", Reference("segmentation", "a/b")),
        ("weights.bin", Reference("segmentation", "weights.bin")),
        ("null", Reference("segmentation", COMMUNITY, "segmentation")),
    ],
)
def test_every_way_of_naming_a_model_is_understood(tmp_path: Path, written: str, read: Reference) -> None:
    assert config(tmp_path, f"{HEAD}    segmentation: {written}\n").references[0] == read


def test_what_is_left_out_comes_from_where_pyannote_takes_it(tmp_path: Path) -> None:
    """Clustering by VBx is the default, and it needs a PLDA."""
    read = config(tmp_path, f"{HEAD}    segmentation: a/b\n    embedding: a/b\n")
    assert read.references[2] == Reference("plda", COMMUNITY, "plda")


def test_a_file_that_is_there_is_no_repository(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "seg.bin").touch()
    read = config(tmp_path, BORROWING.replace("nobody/segmentation", "models/seg.bin"))
    assert tuple(read.repositories) == (("nobody/embedding", ""),)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (OTHER, "does not tell voices apart: it is a pyannote.audio.pipelines.VoiceActivityDetection"),
        ("pipeline: {name: os.system, params: {command: ls}}", "does not tell voices apart"),
        ("pipeline: {name: pyannote.audio.pipelines.pyannoteai.sdk.SDK}", "sends recordings to a service"),
        ("model: {}", "does not describe a pyannote pipeline"),
        ("pipeline: text", "does not describe a pyannote pipeline"),
        ("- a\n- b", "does not describe a pyannote pipeline"),
        ("", "does not describe a pyannote pipeline"),
        (HEAD.replace("params:", "params: 5"), "`pipeline: params:` is not a table"),
        (HEAD + "    segmentation: [a]\n", "it names no usable segmentation model"),
        (CONFIG + "preprocessors: {audio: x.yml}\n", "asks for preprocessors"),
        ("a: [1,\nb: 2", "is not valid YAML in line 2"),
        ("!!python/object/apply:os.system [ls]", "is not valid YAML"),
        ("\x00", "is not valid YAML"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_in_plain_words(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(ModelError) as raised:
        _ = config(tmp_path, text).references
    assert complaint in raised.value.message
    assert str(tmp_path) in raised.value.message
    assert raised.value.exit_code == 5


def test_a_folder_without_a_configuration_is_no_pipeline(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"There is no config\.yaml in .*, so it holds no pyannote pipeline"):
        PipelineConfig.read(tmp_path)


def test_another_kind_of_pipeline_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    with pytest.raises(NoDiarizationError):
        config(tmp_path, OTHER)
