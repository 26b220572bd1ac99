"""Engines of other packages: what CONTRIBUTING promises to whoever adds one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engines.load import load_diarizer, load_recognizer
from pipeline.engines.spec import diarizer_forms, diarizer_name, recognizer_forms, recognizer_name
from pipeline.errors import MissingToolError
from pipeline.models import ModelStore
from tests.support.plugins import install

_MODULE = """
from pipeline.engines.diarizers.none import NoDiarizer
from pipeline.engines.fake import ScriptedRecognizer
from pipeline.engines.family import Family

PLAIN = Family("toy_engine:load_plain")
NAMED = Family("toy_engine:load_named", ("NAME",))
LACKING = Family("toy_engine_that_is_not_there:load")

def load_plain(name, store):
    return NoDiarizer()

def load_named(name, store):
    recognizer = ScriptedRecognizer({})
    recognizer.asked = name.model
    return recognizer
"""


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    """Nothing is installed in it."""
    return ModelStore(tmp_path / "store")


def test_a_recognizer_of_another_package_is_named_loaded_and_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: ModelStore
) -> None:
    parts = {"toy": "toy_engine:NAMED"}
    install(tmp_path, monkeypatch, "broadcast_pipeline.recognizers", parts, toy_engine=_MODULE)
    assert str(recognizer_name("toy:large")) == "toy:large"
    assert vars(load_recognizer("toy:large", store).engine)["asked"] == "large"
    assert recognizer_forms().endswith("faster-whisper:FOLDER or toy:NAME")


def test_a_diarizer_of_another_package_is_named_loaded_and_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: ModelStore
) -> None:
    parts = {"toy": "toy_engine:PLAIN"}
    install(tmp_path, monkeypatch, "broadcast_pipeline.diarizers", parts, toy_engine=_MODULE)
    assert load_diarizer("toy", store).engine.engine.name == "none"
    assert diarizer_forms().endswith("pyannote:FOLDER or toy")


@pytest.mark.parametrize("text", ["toy:large", "plain:", "toy"])
def test_a_family_takes_a_model_or_takes_none(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    family = "PLAIN" if text == "toy:large" else "NAMED"
    parts = {"toy": f"toy_engine:{family}", "plain": "toy_engine:PLAIN"}
    install(tmp_path, monkeypatch, "broadcast_pipeline.diarizers", parts, toy_engine=_MODULE)
    with pytest.raises(ValueError, match="is not one of"):
        diarizer_name(text)


def test_an_engine_whose_own_package_is_missing_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: ModelStore
) -> None:
    parts = {"toy": "toy_engine:LACKING"}
    install(tmp_path, monkeypatch, "broadcast_pipeline.diarizers", parts, toy_engine=_MODULE)
    with pytest.raises(MissingToolError, match="toy_engine_that_is_not_there"):
        load_diarizer("toy", store)
