"""CTranslate2 for real, on the same small model converted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("faster_whisper", reason="the extra faster-whisper is not installed")

from pipeline.diarization import Turn
from pipeline.engines.whisper.ctranslate import CTranslateModel
from pipeline.engines.whisper.model import Model
from pipeline.engines.whisper.openai.model import OpenAIModel
from pipeline.engines.whisper.recognizer import WhisperRecognizer
from pipeline.errors import ModelError
from pipeline.evaluation.word_errors import word_errors
from pipeline.hearing import Hearing, Request
from pipeline.loudness import Loudness
from pipeline.types import Engine
from pipeline.waveform import Waveform
from pipeline.windows import pack_windows
from tests.checkpoints.ctranslate import write_ctranslate

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def folder(harbour_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The converted model."""
    folder = tmp_path_factory.mktemp("converted") / "harbour-ct2"
    write_ctranslate(harbour_file, folder)
    return folder


@pytest.fixture(scope="module")
def model(folder: Path) -> CTranslateModel:
    return CTranslateModel(folder)


def heard(
    model: Model[Any], sound: Waveform, loudness: Loudness, turns: tuple[Turn, ...], beam: int = 1
) -> Hearing:
    """The example's first two windows."""
    windows = pack_windows(turns, loudness, duration=sound.duration, longest=30.0, padding=0.5)[:2]
    recognizer = WhisperRecognizer(model, Engine("x"))
    return recognizer.recognize(sound, windows, Request(beam=beam), lambda _: None)


def test_it_hears_what_the_other_library_hears(
    model: CTranslateModel,
    harbour: OpenAIModel,
    sound: Waveform,
    loudness: Loudness,
    true_turns: tuple[Turn, ...],
) -> None:
    ours = heard(model, sound, loudness, true_turns)
    theirs = heard(harbour, sound, loudness, true_turns)
    text, other = (" ".join(part.text for part in hearing.heard) for hearing in (ours, theirs))
    errors = word_errors(other, text)
    assert errors.errors / errors.total < 0.15
    assert (ours.language, theirs.language) == ("en", "en")
    words = [word for part in ours.heard for word in part.words]
    assert words[0].text == "Good"
    assert abs(words[0].start - theirs.heard[0].words[0].start) < 0.15


def test_beams_are_searched(
    model: CTranslateModel, sound: Waveform, loudness: Loudness, true_turns: tuple[Turn, ...]
) -> None:
    assert "Good evening" in heard(model, sound, loudness, true_turns, beam=3).heard[0].text


def test_it_says_how_it_runs(model: CTranslateModel) -> None:
    assert model.package.startswith("faster-whisper ")
    assert (model.device, model.precision) in {("cpu", "int8"), ("cuda", "float16")}
    assert len(model.languages) == 99


@pytest.mark.parametrize("missing", ["tokenizer.json", "model.bin", "config.json"])
def test_a_folder_that_is_not_complete_is_refused_before_anything_looks_on_the_hub(
    folder: Path, tmp_path: Path, missing: str
) -> None:
    for file in folder.iterdir():
        if file.name != missing:
            (tmp_path / file.name).write_bytes(file.read_bytes())
    with pytest.raises(ModelError, match=rf"{missing} missing"):
        CTranslateModel(tmp_path)


def test_a_damaged_model_is_refused_by_name(folder: Path, tmp_path: Path) -> None:
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "model.bin").write_bytes(b"nothing of the kind")
    with pytest.raises(ModelError, match="is not a Whisper model converted"):
        CTranslateModel(tmp_path)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="There is no folder"):
        CTranslateModel(tmp_path / "nowhere")
