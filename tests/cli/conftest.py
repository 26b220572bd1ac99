"""What the tests of several commands share."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline import transcriber as newsroom
from tests.support.cli import use_scripted_engines
from tests.support.media import tone

BARE = {
    "schema": "broadcast-transcript/1",
    "language": "en",
    "utterances": [
        {"start": 0, "end": 5, "speaker": "S1", "text": "Good evening. Lena Ford has more from the harbour."},
        {"start": 5, "end": 9, "speaker": "S2", "text": "We want an answer. I think they owe us one."},
    ],
}
"""The least that counts as a transcript."""


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> None:
    """`transcribe` in this process hears what a script says, without models."""
    for name in ("load_recognizer", "load_diarizer"):
        monkeypatch.setattr(newsroom, name, getattr(newsroom, name))  # to have it back afterwards
    use_scripted_engines()


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """Three seconds of sound."""
    return tone(tmp_path / "segment.wav")


@pytest.fixture
def transcript(tmp_path: Path) -> Path:
    """A transcript file that holds no more than utterances."""
    (tmp_path / "segment.json").write_text(json.dumps(BARE), encoding="utf-8")
    return tmp_path / "segment.json"
