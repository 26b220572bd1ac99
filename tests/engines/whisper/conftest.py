"""The checkpoint that knows the example, loaded by our own engine."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.diarization import Turn
from pipeline.engines.whisper.openai.model import OpenAIModel
from pipeline.loudness import Loudness, measure
from pipeline.media import decode, probe
from pipeline.waveform import Waveform
from tests.checkpoints.harbour import write_checkpoint

EXAMPLE = Path(__file__).parents[3] / "examples" / "harbour-bridge"


@pytest.fixture(scope="session")
def harbour_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checkpoint in openai-whisper's format."""
    path = tmp_path_factory.mktemp("whisper") / "harbour.pt"
    write_checkpoint(path)
    return path


@pytest.fixture(scope="session")
def harbour(harbour_file: Path) -> OpenAIModel:
    """The checkpoint, loaded."""
    return OpenAIModel(harbour_file)


@pytest.fixture(scope="session")
def sound() -> Waveform:
    """The example."""
    return decode(probe(EXAMPLE / "segment.opus"))


@pytest.fixture(scope="session")
def loudness(sound: Waveform) -> Loudness:
    """How loud it is."""
    return measure(sound)


@pytest.fixture(scope="session")
def true_turns() -> tuple[Turn, ...]:
    """Who speaks when."""
    lines = (line.split() for line in (EXAMPLE / "turns.rttm").read_text("utf-8").splitlines())
    found = (Turn(float(row[3]), float(row[3]) + float(row[4]), row[7]) for row in lines)
    return tuple(sorted(found, key=lambda turn: turn.start))


@pytest.fixture(scope="session")
def true_words() -> Sequence[dict[str, str]]:
    """Every word with `start`, `end` and `speaker`."""
    with (EXAMPLE / "words.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
