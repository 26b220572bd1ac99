"""A scripted checkpoint writes its text whatever it hears, greedily and with beams."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import whisper
from whisper.decoding import DecodingOptions
from whisper.model import ModelDimensions, Whisper

from tests.checkpoints.scripted import MOST_TOKENS, write_scripted

pytestmark = pytest.mark.models

_SMALL = ModelDimensions(80, 1500, 32, 2, 2, 51865, 448, 32, 2, 2)
_TOKENS = 25


@pytest.fixture(scope="module")
def scripted(tmp_path_factory: pytest.TempPathFactory) -> Whisper:
    """A narrow one, to be quick."""
    path = tmp_path_factory.mktemp("scripted") / "small.pt"
    write_scripted(path, _SMALL, _TOKENS)
    return whisper.load_model(str(path), device="cpu")


@pytest.mark.parametrize("beams", [None, 5])
def test_silence_and_noise_give_the_same_text_between_the_same_timestamps(
    scripted: Whisper, beams: int | None
) -> None:
    noise = np.random.default_rng(0).normal(0.0, 0.1, 480_000).astype(np.float32)
    results = [
        whisper.decode(
            scripted,
            whisper.log_mel_spectrogram(sound),
            DecodingOptions(language="en", beam_size=beams, fp16=False),
        )
        for sound in (np.zeros_like(noise), noise)
    ]
    assert results[0].tokens == results[1].tokens
    for result in results:
        assert (result.tokens[0], result.tokens[-1]) == (50364, 50364 + 1450)
        assert len(result.tokens) == _TOKENS + 2
        assert len(set(result.text.split())) == _TOKENS
        assert result.avg_logprob > -0.5
        assert result.no_speech_prob < 0.1
        assert result.compression_ratio < 2.4


def test_another_seed_gives_another_text_and_the_same_seed_the_same(tmp_path: Path) -> None:
    texts = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write_scripted(tmp_path / name, _SMALL, _TOKENS, seed)
        model = whisper.load_model(str(tmp_path / name), device="cpu")
        bands = whisper.log_mel_spectrogram(np.zeros(480_000, np.float32))
        texts.append(whisper.decode(model, bands, DecodingOptions(language="en", fp16=False)).text)
    assert texts[0] == texts[1] != texts[2]


@pytest.mark.parametrize("tokens", [0, MOST_TOKENS + 1])
def test_a_text_that_decoding_would_cut_off_is_refused(tmp_path: Path, tokens: int) -> None:
    with pytest.raises(ValueError, match="1 to 220"):
        write_scripted(tmp_path / "model.pt", _SMALL, tokens)
