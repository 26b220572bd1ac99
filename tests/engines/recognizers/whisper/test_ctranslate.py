"""CTranslate2 for real: what it has in common with openai-whisper, and what it refuses."""

from __future__ import annotations

import hashlib
import json
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from pipeline.engines.recognition import RecognitionResult, RecognizerOptions, Window
from pipeline.engines.recognizers.whisper import encoder
from pipeline.engines.recognizers.whisper.ctranslate.model import CTranslateModel
from pipeline.engines.recognizers.whisper.decoded import MOST_TOKENS, Settings
from pipeline.engines.recognizers.whisper.model import Model
from pipeline.engines.recognizers.whisper.openai.model import OpenAIModel
from pipeline.engines.recognizers.whisper.recognizer import WhisperRecognizer
from pipeline.engines.recognizers.whisper.tokens import tokenizer_for, vocabulary_of
from pipeline.errors import ModelError
from pipeline.evaluation.wer import word_errors
from pipeline.media.level import LevelCurve
from pipeline.media.waveform import Waveform
from pipeline.models.whisper.container import Container, ContainerError
from pipeline.recognition.word_times import out_of_pauses
from pipeline.transcript.provenance import Engine
from pipeline.transcript.span import Span
from tests.engines.recognizers.whisper.conftest import start_errors

pytestmark = pytest.mark.models


def heard(
    model: Model[Any], sound: Waveform, windows: tuple[Window, ...], beam: int = 1
) -> RecognitionResult:
    """What comes of windows."""
    recognizer = WhisperRecognizer(model, Engine("x"))
    return recognizer.recognize(sound, windows, RecognizerOptions("en", beam=beam), lambda _: None)


@pytest.mark.parametrize("beam", [1, 5])
def test_both_libraries_hear_the_same_words_at_the_same_times(
    converted: CTranslateModel,
    tiny: OpenAIModel,
    sound: Waveform,
    packs: tuple[Window, ...],
    beam: int,
) -> None:
    ours, theirs = (heard(model, sound, packs, beam) for model in (converted, tiny))
    text, other = (" ".join(part.text for part in hearing.heard) for hearing in (ours, theirs))
    errors = word_errors(other, text)
    assert errors.errors / errors.total < 0.06
    words, others = ([word for part in hearing.heard for word in part.words] for hearing in (ours, theirs))
    late = start_errors(words, [{"word": word.text, "start": str(word.start)} for word in others])
    assert statistics.median(late) <= 0.02
    assert statistics.quantiles(late, n=20)[-1] <= 0.2


def test_words_are_placed_where_they_are_spoken(
    converted: CTranslateModel,
    sound: Waveform,
    loudness: LevelCurve,
    packs: tuple[Window, ...],
    true_words: Sequence[dict[str, str]],
) -> None:
    parts = heard(converted, sound, packs).heard
    words = [word for part in parts for word in out_of_pauses(part, loudness).words]
    late = start_errors(words, [row for row in true_words if float(row["start"]) < words[-1].end])
    assert statistics.median(late) < 0.15


@pytest.mark.parametrize("prompt", [(), tuple(range(400, 460))])
def test_a_window_is_given_all_the_tokens_of_its_limit_and_no_more(
    converted: CTranslateModel, sound: Waveform, prompt: tuple[int, ...]
) -> None:
    features = converted.encode(sound, [Window((Span(0.0, 25.0),))])
    (whole,) = converted.decode(features, [MOST_TOKENS], Settings("en", prompt))
    (cut,) = converted.decode(features, [len(whole.tokens) - 1], Settings("en", prompt))
    assert whole.complete
    assert not cut.complete
    assert cut.tokens == whole.tokens[:-1]


def test_a_text_that_is_drawn_follows_from_its_seed_alone(
    converted: CTranslateModel, sound: Waveform
) -> None:
    features = converted.encode(sound, [Window((Span(0.0, 5.0),)), Window((Span(5.0, 10.0),))])

    def drawn(rows: list[int], *seeds: int) -> list[tuple[int, ...]]:
        limits = [60] * len(rows)
        found = converted.decode(converted.rows(features, rows), limits, Settings("en"), 1.0, seeds)
        return [one.tokens for one in found]

    once, other = drawn([0, 1], 11, 12)
    assert drawn([1], 12) == [other]
    assert drawn([0], 11) == [once]
    assert len({once, *drawn([0], 13), *drawn([0], 14)}) > 1


def test_windows_are_written_alike_whoever_else_is_decoded(
    converted: CTranslateModel, sound: Waveform, packs: tuple[Window, ...]
) -> None:
    windows = (*packs, packs[0])  # more than there are workers on two cores, so that some share one
    features = converted.encode(sound, windows)
    limits, asked = [MOST_TOKENS] * len(windows), Settings("en")
    together = converted.decode(features, limits, asked)
    alone = [
        converted.decode(converted.rows(features, [row]), limits[:1], asked)[0] for row in range(len(windows))
    ]
    assert [one.tokens for one in together] == [one.tokens for one in alone]


def test_loading_leaves_the_threads_of_other_libraries_as_they_are(folder: Path) -> None:
    before = torch.get_num_threads()
    torch.set_num_threads(3)
    try:
        CTranslateModel(folder)
        assert torch.get_num_threads() == 3
    finally:
        torch.set_num_threads(before)


def test_it_says_how_it_runs(converted: CTranslateModel, base: CTranslateModel) -> None:
    assert converted.package.startswith("ctranslate2 ")
    assert (converted.device, converted.precision) in {
        ("cpu", "int8, encoder float32"),
        ("cuda", "float16"),
    }
    assert list(converted.languages) == ["en"]
    assert len(base.languages) == 99


def test_what_only_ctranslate2_can_encode_it_encodes_itself(
    folder: Path, sound: Waveform, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(container: object) -> None:
        raise ContainerError("it is in int8")

    monkeypatch.setattr(encoder, "state_dict", refuse)
    model = CTranslateModel(folder)
    assert "encoder" not in model.precision
    assert np.asarray(model.encode(sound, [Window((Span(0.0, 5.0),))])).shape == (1, 1500, 384)


@pytest.mark.parametrize(
    ("size", "digest"),
    [
        (51_864, "adf57f3154831ce68b1ec3100927a8bf"),
        (51_865, "1b549ff1a93caa55605e670fec565aca"),
    ],
)
def test_the_tokens_it_is_given_are_those_that_the_converted_models_come_with(size: int, digest: str) -> None:
    """The digest is that of the list in the packages, two names apart that openai-whisper has changed."""
    words = json.dumps(vocabulary_of(tokenizer_for(size, "en"))).encode()
    assert hashlib.md5(words, usedforsecurity=False).hexdigest() == digest


@pytest.mark.parametrize("missing", ["model.bin", "config.json"])
def test_a_folder_that_is_not_complete_is_refused(folder: Path, tmp_path: Path, missing: str) -> None:
    for file in folder.iterdir():
        if file.name != missing:
            (tmp_path / file.name).write_bytes(file.read_bytes())
    with pytest.raises(ModelError, match=rf"{missing} missing"):
        CTranslateModel(tmp_path)


@pytest.mark.parametrize("load", [CTranslateModel, OpenAIModel])
def test_a_damaged_model_is_refused_by_name(load: type, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_bytes((folder / "config.json").read_bytes())
    (tmp_path / "model.bin").write_bytes(b"nothing of the kind")
    with pytest.raises(ModelError, match=rf"{tmp_path}.*CTranslate2's format|{tmp_path}.*cannot be loaded"):
        load(tmp_path)


def test_a_model_cut_off_on_its_way_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_bytes((folder / "config.json").read_bytes())
    (tmp_path / "model.bin").write_bytes((folder / "model.bin").read_bytes()[:1_000_000])
    with pytest.raises(ModelError, match="it ends in the middle of"):
        CTranslateModel(tmp_path)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="There is no folder"):
        CTranslateModel(tmp_path / "nowhere")


def test_a_model_without_a_decoder_is_refused(folder: Path, tmp_path: Path) -> None:
    container = Container.read(folder / "model.bin")
    decoder = [name for name in container.variables if name.startswith("decoder/layer_")]
    (tmp_path / "config.json").write_bytes((folder / "config.json").read_bytes())
    (tmp_path / "model.bin").write_bytes(b"".join(container.without(decoder)))
    with pytest.raises(ModelError, match="it has no decoder"):
        CTranslateModel(tmp_path)
