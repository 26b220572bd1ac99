"""Names of engines as people write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engines.family import EngineName
from pipeline.engines.spec import diarizer_name, recognizer_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("auto", EngineName("auto")),
        ("starter", EngineName("starter")),
        ("whisper:base.en", EngineName("whisper", "base.en")),
        ("whisper:/models/own.pt", EngineName("whisper", "/models/own.pt")),
        ("faster-whisper:me/small", EngineName("faster-whisper", "me/small")),
    ],
)  # fmt: skip
def test_recognizers_are_understood_and_written_as_they_came(text: str, name: EngineName) -> None:
    assert recognizer_name(text) == name
    assert str(name) == text


@pytest.mark.parametrize("text", ["auto", "starter", "none", "pyannote:pyannote/speaker-diarization-3.1"])
def test_diarizers_are_understood(text: str) -> None:
    assert str(diarizer_name(text)) == text


@pytest.mark.parametrize(
    "text", ["", "whisper", "whisper:", "none", "Starter", "starter:x", "pyannote:a/b", "base.en"]
)
def test_what_names_no_recognizer_is_refused_with_what_does(text: str) -> None:
    with pytest.raises(ValueError, match=r"whisper:NAME, whisper:FILE.pt"):
        recognizer_name(text)


@pytest.mark.parametrize("text", ["", "pyannote", "pyannote:", "whisper:base", "none:x"])
def test_what_names_no_diarizer_is_refused_with_what_does(text: str) -> None:
    with pytest.raises(ValueError, match=r"none, pyannote:OWNER/NAME"):
        diarizer_name(text)


@pytest.mark.parametrize("model", ["own.pt", "./folder", "/models/own", "~/own.pt"])
def test_a_file_is_told_from_a_model_by_how_it_is_written(model: str) -> None:
    assert EngineName("whisper", model).path == Path(model).expanduser()


def test_a_folder_that_is_there_is_meant_and_a_plain_name_is_a_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert EngineName("faster-whisper", "mine").path is None
    (tmp_path / "mine").mkdir()
    assert EngineName("faster-whisper", "mine").path is None
    (tmp_path / "mine" / "model.bin").touch()
    assert EngineName("faster-whisper", "mine").path == Path("mine")


def test_the_home_of_nobody_is_still_a_path() -> None:
    assert EngineName("whisper", "~nobody-of-that-name/x.pt").path is not None


def test_a_folder_that_is_called_like_one_of_openai_s_models_is_not_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "base").mkdir()
    assert EngineName("whisper", "base").path is None


@pytest.mark.parametrize("family", ["auto", "starter", "none"])
def test_an_engine_without_a_model_has_no_path(family: str) -> None:
    assert EngineName(family).path is None
