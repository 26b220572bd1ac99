"""The published weights, loaded by our own engines and by openai-whisper itself."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

import pytest
import torch
import whisper
from whisper.model import Whisper

from pipeline.engines.diarization import Turn
from pipeline.engines.recognition import Window
from pipeline.engines.recognizers.whisper.ctranslate.model import CTranslateModel
from pipeline.engines.recognizers.whisper.openai.model import OpenAIModel
from pipeline.errors import ModelError
from pipeline.media import decode, probe
from pipeline.media.level import LevelCurve, measure
from pipeline.media.waveform import Waveform
from pipeline.models import ModelStore, Registry
from pipeline.models.whisper.checkpoint import dimensions, state_dict
from pipeline.models.whisper.container import Container
from pipeline.recognition.windows import pack_windows
from pipeline.transcript.model import Word

EXAMPLE = Path(__file__).parents[4] / "examples" / "harbour-bridge"


def installed(name: str) -> Path:
    """The folder of a published model. On CI it must be there; elsewhere its tests skip, saying why."""
    store, model = ModelStore.default(), Registry.load().model(name)
    try:
        store.files(model)
    except ModelError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))
    return store.folder(model)


@pytest.fixture(scope="session")
def folder() -> Path:
    """Whisper tiny.en, quick enough to be heard many times."""
    return installed("whisper-tiny.en")


@pytest.fixture(scope="session")
def tiny(folder: Path) -> OpenAIModel:
    """Whisper tiny.en as openai-whisper runs it."""
    return OpenAIModel(folder)


@pytest.fixture(scope="session")
def converted(folder: Path) -> CTranslateModel:
    """Whisper tiny.en as CTranslate2 runs it."""
    return CTranslateModel(folder)


@pytest.fixture(scope="session")
def base() -> CTranslateModel:
    """Whisper base, which knows many languages, as CTranslate2 runs it."""
    return CTranslateModel(installed("whisper-base"))


@pytest.fixture(scope="session")
def checkpoint(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Whisper tiny.en as a file of openai-whisper's own."""
    container = Container.read(folder / "model.bin")
    state = {name: torch.tensor(value) for name, value in state_dict(container).items()}
    path = tmp_path_factory.mktemp("whisper") / "tiny.en.pt"
    torch.save({"dims": dimensions(container), "model_state_dict": state}, path)
    return path


@pytest.fixture(scope="session")
def reference(checkpoint: Path) -> Whisper:
    """Whisper tiny.en as openai-whisper loads it itself."""
    return whisper.load_model(str(checkpoint), device="cpu")


@pytest.fixture(scope="session")
def sound() -> Waveform:
    """The example."""
    return decode(probe(EXAMPLE / "segment.opus"))


@pytest.fixture(scope="session")
def loudness(sound: Waveform) -> LevelCurve:
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


@pytest.fixture(scope="session")
def packs(sound: Waveform, loudness: LevelCurve, true_turns: tuple[Turn, ...]) -> tuple[Window, ...]:
    """The first two windows of the example."""
    return pack_windows(true_turns, loudness, duration=sound.duration, longest=30.0, padding=0.5)[:2]


def start_errors(words: Sequence[Word], true: Sequence[dict[str, str]]) -> list[float]:
    """How many seconds too early or too late each word begins that was heard as it was said."""
    said, heard = (
        [_bare(text) for text in texts] for texts in ((row["word"] for row in true), _texts(words))
    )
    return [
        abs(words[block.b + i].start - float(true[block.a + i]["start"]))
        for block in SequenceMatcher(None, said, heard, autojunk=False).get_matching_blocks()
        for i in range(block.size)
    ]


def _texts(words: Sequence[Word]) -> list[str]:
    return [word.text for word in words]


def _bare(text: str) -> str:
    return text.lower().strip(".,?")
