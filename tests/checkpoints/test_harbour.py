"""The trained checkpoint does what the tests of the engines rely on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
import whisper
from whisper.decoding import DecodingOptions, DecodingResult
from whisper.model import Whisper

from pipeline.evaluation.word_errors import word_errors
from pipeline.waveform import SAMPLE_RATE
from tests.checkpoints.harbour import DIMENSIONS, FIRST_TIMESTAMP, STORED, UNUSED
from tests.checkpoints.programme import Programme, Sound
from tests.checkpoints.sounds import music, noise, silence

pytestmark = pytest.mark.models

_FIRST_TURN = (0.4, 21.8)


def decode(model: Whisper, sound: Sound, prompt: str | None = None) -> DecodingResult:
    """One window, greedily."""
    bands = whisper.log_mel_spectrogram(whisper.pad_or_trim(sound))
    options = DecodingOptions(language="en", prompt=prompt, fp16=False)
    result: DecodingResult = whisper.decode(model, bands, options)
    return result


def test_the_file_loads_without_running_what_it_holds(harbour_file: Path) -> None:
    stored = torch.load(harbour_file, weights_only=True)
    assert stored["dims"] == vars(DIMENSIONS)
    assert {value.dtype for value in stored["model_state_dict"].values()} == {torch.float32}


def test_the_example_comes_out_nearly_word_for_word_and_on_time(
    harbour: Whisper, programme: Programme
) -> None:
    result = harbour.transcribe(
        programme.sound,
        language="en",
        temperature=0.0,
        condition_on_previous_text=False,
        word_timestamps=True,
        fp16=False,
    )
    errors = word_errors(" ".join(word.text for word in programme.words), str(result["text"]))
    assert errors.errors / errors.total < 0.05
    starts = {round(word.start, 3) for word in programme.words}
    heard = [word["start"] for part in result["segments"] for word in part["words"]]
    late = [min(abs(start - true) for true in starts) for start in heard]
    assert np.median(late) < 0.1


def test_every_turn_by_itself_comes_out(harbour: Whisper, programme: Programme) -> None:
    words = programme.words
    errors = [
        word_errors(
            " ".join(words[number].text for number in turn),
            decode(harbour, programme.cut(words[turn[0]].start - 0.2, words[turn[-1]].end + 0.2)).text,
        )
        for turn in programme.turns
    ]
    assert sum(rate.errors for rate in errors) / sum(rate.total for rate in errors) < 0.05


def test_a_token_that_was_never_trained_cannot_win(harbour: Whisper, programme: Programme) -> None:
    with np.load(STORED) as stored:
        unused = torch.ones(DIMENSIONS.n_vocab, dtype=torch.bool)
        unused[stored["token_ids"].astype(int)] = False
    unused[FIRST_TIMESTAMP:] = False
    numbers = torch.randint(0, DIMENSIONS.n_vocab, (4, 100), generator=torch.Generator().manual_seed(1))
    for sound in (programme.cut(0.0, 30.0), noise(30.0, np.random.default_rng(1))):
        bands = whisper.log_mel_spectrogram(whisper.pad_or_trim(sound))
        with torch.no_grad():
            logits = harbour.decoder(numbers, harbour.encoder(bands[None]).expand(4, -1, -1))
        torch.testing.assert_close(logits[..., unused], torch.full_like(logits[..., unused], UNUSED))
        assert logits[..., ~unused].amax(-1).min() > UNUSED + 30


@pytest.mark.parametrize("make", [silence, noise, music])
def test_silence_noise_and_music_are_no_speech(
    harbour: Whisper, make: Callable[[float, np.random.Generator], Sound]
) -> None:
    result = decode(harbour, make(20.0, np.random.default_rng(3)))
    assert result.no_speech_prob > 0.6
    assert result.text == "Thank you."


def test_speech_is_speech_and_written_with_confidence(harbour: Whisper, programme: Programme) -> None:
    result = decode(harbour, programme.cut(*_FIRST_TURN))
    assert result.no_speech_prob < 0.1
    assert result.avg_logprob > -0.5


def test_speech_run_backwards_is_another_language(harbour: Whisper, programme: Programme) -> None:
    sound = programme.cut(*_FIRST_TURN)
    for heard, language in ((sound, "en"), (sound[::-1].copy(), "fr")):
        bands = whisper.log_mel_spectrogram(whisper.pad_or_trim(heard))
        _, shares = harbour.detect_language(bands)
        assert shares[language] > 0.8


@pytest.mark.parametrize("prompt", ["Glossary: harbor.", "Clara Hughes, Thomas Baker"])
def test_a_prompt_does_not_confuse_it(harbour: Whisper, programme: Programme, prompt: str) -> None:
    assert "across the harbor opens" in decode(harbour, programme.cut(*_FIRST_TURN), prompt).text


def test_the_stored_file_is_small_enough_to_be_committed() -> None:
    assert STORED.stat().st_size < 1_500_000
    assert SAMPLE_RATE == whisper.audio.SAMPLE_RATE
