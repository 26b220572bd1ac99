"""The CTranslate2 folder holds the same model as the checkpoint that it was made from."""

from __future__ import annotations

from pathlib import Path

import pytest
from whisper.model import Whisper
from whisper.tokenizer import get_tokenizer

from pipeline.evaluation.word_errors import word_errors
from tests.checkpoints.programme import Programme

faster_whisper = pytest.importorskip("faster_whisper", reason="needs the package faster-whisper")

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def folder(harbour_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The trained checkpoint, converted."""
    from tests.checkpoints.ctranslate import write_ctranslate

    folder = tmp_path_factory.mktemp("ctranslate")
    write_ctranslate(harbour_file, folder)
    return folder


@pytest.mark.parametrize(("precision", "allowed"), [("float32", 0.12), ("int8", 0.12)])
def test_both_engines_write_about_the_same_text(
    folder: Path, harbour: Whisper, programme: Programme, precision: str, allowed: float
) -> None:
    sound = programme.cut(0.0, 50.0)
    wanted = harbour.transcribe(
        sound, language="en", temperature=0.0, condition_on_previous_text=False, fp16=False
    )
    model = faster_whisper.WhisperModel(
        str(folder), device="cpu", compute_type=precision, local_files_only=True, cpu_threads=2
    )
    parts, _ = model.transcribe(
        sound,
        language="en",
        beam_size=1,
        temperature=0.0,
        word_timestamps=True,
        condition_on_previous_text=False,
    )
    errors = word_errors(str(wanted["text"]), "".join(part.text for part in parts))
    assert errors.errors / errors.total <= allowed


@pytest.mark.parametrize("text", [" The city's 2,500 cafés, naïve or not", "\n\n a  b\t日本語 🙂 don't", ""])
def test_both_tokenizers_give_the_same_numbers(folder: Path, text: str) -> None:
    from tokenizers import Tokenizer

    ours = get_tokenizer(True, num_languages=99, language="en", task="transcribe")
    theirs = Tokenizer.from_file(str(folder / "tokenizer.json"))
    assert theirs.encode(text, add_special_tokens=False).ids == ours.encode(text)
    assert theirs.decode(ours.encode(text)) == text
    assert theirs.get_vocab_size() == 51865
    assert {theirs.token_to_id(name): name for name in ours.special_tokens} == {
        number: name for name, number in ours.special_tokens.items()
    }
