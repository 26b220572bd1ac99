"""The trained checkpoint, written and loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest
import whisper
from whisper.model import Whisper

from tests.checkpoints.harbour import write_checkpoint
from tests.checkpoints.programme import Programme, load_programme


@pytest.fixture(scope="session")
def harbour_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checkpoint in openai-whisper's format."""
    path = tmp_path_factory.mktemp("checkpoints") / "harbour.pt"
    write_checkpoint(path)
    return path


@pytest.fixture(scope="session")
def harbour(harbour_file: Path) -> Whisper:
    """The checkpoint, loaded by openai-whisper."""
    return whisper.load_model(str(harbour_file), device="cpu")


@pytest.fixture(scope="session")
def programme() -> Programme:
    """The example, decoded."""
    return load_programme()
