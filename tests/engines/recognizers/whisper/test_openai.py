"""openai-whisper for real, on the published weights of Whisper tiny."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
import torch
import whisper
from hypothesis import given, settings
from hypothesis import strategies as st
from whisper.decoding import ApplyTimestampRules, DecodingOptions
from whisper.model import Whisper
from whisper.tokenizer import get_tokenizer

from pipeline.engines.recognition import RecognitionResult, RecognizerOptions, Window
from pipeline.engines.recognizers.whisper.decoded import Settings
from pipeline.engines.recognizers.whisper.openai import decoder
from pipeline.engines.recognizers.whisper.openai.batches import batch_size, beam_batch_size
from pipeline.engines.recognizers.whisper.openai.decoder import _TimestampRules
from pipeline.engines.recognizers.whisper.openai.model import OpenAIModel
from pipeline.engines.recognizers.whisper.prompt import glossary_prompt
from pipeline.engines.recognizers.whisper.recognizer import WhisperRecognizer
from pipeline.evaluation.wer import word_errors
from pipeline.media.level import LevelCurve
from pipeline.media.waveform import Waveform
from pipeline.recognition.word_times import out_of_pauses
from pipeline.transcript.provenance import Engine
from pipeline.transcript.span import Span
from tests.engines.recognizers.whisper.conftest import start_errors

pytestmark = pytest.mark.models

_FIRST = Window((Span(0.2, 21.8),))
"""The anchor's lead."""


@pytest.fixture(scope="module")
def heard(tiny: OpenAIModel, sound: Waveform, packs: tuple[Window, ...]) -> RecognitionResult:
    """What comes of them."""
    return listen(tiny, sound, *packs)


def listen(
    model: OpenAIModel, sound: Waveform, *windows: Window, request: RecognizerOptions | None = None
) -> RecognitionResult:
    """Windows through the engine."""
    recognizer = WhisperRecognizer(model, Engine("tiny.en"))
    return recognizer.recognize(sound, windows, request or RecognizerOptions("en"), lambda _: None)


def text(hearing: RecognitionResult) -> str:
    return " ".join(part.text for part in hearing.heard)


def test_words_are_placed_where_they_are_spoken(
    heard: RecognitionResult, loudness: LevelCurve, true_words: Sequence[dict[str, str]]
) -> None:
    words = [word for part in heard.heard for word in out_of_pauses(part, loudness).words]
    true = [row for row in true_words if float(row["start"]) < words[-1].end]
    late = start_errors(words, true)
    assert len(late) > 0.85 * len(true)
    assert statistics.median(late) < 0.15
    assert all(word.probability is not None and 0.0 <= word.probability <= 1.0 for word in words)


def test_a_window_s_text_does_not_depend_on_its_neighbours(
    tiny: OpenAIModel,
    sound: Waveform,
    packs: tuple[Window, ...],
    heard: RecognitionResult,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tiny, "batch", 1)
    again = listen(tiny, sound, *packs)
    assert [part.text for part in again.heard] == [part.text for part in heard.heard]
    one, other = (
        np.array([word.start for part in hearing.heard for word in part.words]) for hearing in (again, heard)
    )
    assert np.abs(one - other).max() <= 0.04


def test_drawn_tokens_do_not_depend_on_the_batch(
    tiny: OpenAIModel, sound: Waveform, packs: tuple[Window, ...]
) -> None:
    features = tiny.encode(sound, packs)
    limits, seeds = [60, 60], [11, 12]
    together = tiny.decode(features, limits, Settings("en"), 1.0, seeds)
    alone = tiny.decode(tiny.rows(features, [1]), limits[:1], Settings("en"), 1.0, seeds[1:2])
    assert alone[0].tokens == together[1].tokens
    other = tiny.decode(tiny.rows(features, [1]), limits[:1], Settings("en"), 1.0, [99])
    assert other[0].tokens != alone[0].tokens


def test_text_agrees_with_openai_whisper_s_own_transcribe(
    tiny: OpenAIModel, reference: Whisper, sound: Waveform
) -> None:
    first = Waveform(sound.cut(_FIRST.pieces[0]))
    theirs = reference.transcribe(
        first.samples, language="en", condition_on_previous_text=False, temperature=0.0, fp16=False
    )
    ours = listen(tiny, sound, _FIRST)
    errors = word_errors(str(theirs["text"]), text(ours))
    assert errors.errors / errors.total < 0.05


def test_a_window_is_decoded_as_openai_whisper_decodes_it(
    tiny: OpenAIModel, reference: Whisper, sound: Waveform, packs: tuple[Window, ...]
) -> None:
    features = tiny.encode(sound, packs)
    ours = tiny.decode(features, [224] * len(packs), Settings("en"))
    theirs = whisper.decode(reference, features, DecodingOptions(language="en", fp16=False))
    assert [result.tokens for result in ours] == [tuple(result.tokens) for result in theirs]
    for mine, other in zip(ours, theirs, strict=True):
        assert mine.log_probability == pytest.approx(other.avg_logprob, abs=1e-3)
        assert mine.no_speech == pytest.approx(other.no_speech_prob, abs=1e-4)


@given(st.integers(0, 10_000), st.lists(st.sampled_from("tw"), max_size=6))
@settings(max_examples=30)
def test_the_timestamp_rules_are_the_library_s(seed: int, kinds: list[str]) -> None:
    tokenizer = get_tokenizer(True, num_languages=99, language="en", task="transcribe")
    chance = np.random.default_rng(seed)
    rows = []
    for _ in range(3):
        moments = iter(sorted(chance.integers(0, 1500, len(kinds))))
        rows.append(
            [50258, 50259, 50359]
            + [
                tokenizer.timestamp_begin + int(next(moments))
                if kind == "t"
                else int(chance.integers(50_000))
                for kind in kinds
            ]
        )
    tokens = torch.tensor(rows)
    logits = torch.tensor(chance.normal(0, 3, (3, 51865)), dtype=torch.float32)
    theirs, ours = logits.clone(), logits.clone()
    ApplyTimestampRules(tokenizer, 3, 50).apply(theirs, tokens)
    _TimestampRules(tokenizer, 3, 50).apply(ours, tokens)
    assert torch.equal(theirs, ours)


def test_a_prompt_goes_before_every_window_as_in_openai_whisper(
    tiny: OpenAIModel, reference: Whisper, sound: Waveform, packs: tuple[Window, ...]
) -> None:
    """What reaches the model shows in its certainty."""
    features = tiny.encode(sound, packs)
    prompt = glossary_prompt(("Clara Hughes", "Harbour"), tiny.tokenizer("en"), 100).tokens
    ours = tiny.decode(features, [224, 224], Settings("en", prompt))
    options = DecodingOptions(language="en", fp16=False, prompt=list(prompt))
    theirs = whisper.decode(reference, features, options)
    plain = tiny.decode(features, [224, 224], Settings("en"))
    assert [result.tokens for result in ours] == [tuple(result.tokens) for result in theirs]
    for mine, other, bare in zip(ours, theirs, plain, strict=True):
        assert mine.log_probability == pytest.approx(other.avg_logprob, abs=1e-3)
        assert mine.log_probability != pytest.approx(bare.log_probability, abs=1e-6)


def test_beam_search_finds_what_openai_whisper_finds(
    tiny: OpenAIModel, reference: Whisper, sound: Waveform, packs: tuple[Window, ...]
) -> None:
    features = tiny.encode(sound, packs)
    ours = tiny.decode(features, [224, 224], Settings("en", beam=3))
    for mine, row in zip(ours, features, strict=True):
        (theirs,) = whisper.decode(
            reference, row[None], DecodingOptions(language="en", fp16=False, beam_size=3)
        )
        assert mine.tokens == tuple(theirs.tokens)
        assert mine.log_probability == pytest.approx(theirs.avg_logprob, abs=1e-3)


def test_beams_of_many_windows_at_a_time_are_those_of_each_alone(
    tiny: OpenAIModel, sound: Waveform, packs: tuple[Window, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    windows = [*packs, _FIRST]
    features, limits, asked = tiny.encode(sound, windows), [224, 224, 12], Settings("en", beam=3)
    alone = tiny.decode(features, limits, asked)
    monkeypatch.setattr(decoder, "beam_batch_size", lambda *_: 3)
    together = tiny.decode(features, limits, asked)
    assert [one.tokens for one in together] == [one.tokens for one in alone]
    assert [one.complete for one in together] == [True, True, False]
    assert [one.log_probability for one in together] == pytest.approx(
        [one.log_probability for one in alone], abs=1e-3
    )


def test_a_processor_takes_one_window_at_a_time_through_beams(reference: Whisper) -> None:
    assert beam_batch_size(reference, 5) == 1
    assert batch_size(reference) > 1


def test_no_window_gets_more_tokens_than_its_limit(tiny: OpenAIModel, sound: Waveform) -> None:
    features = tiny.encode(sound, [_FIRST, _FIRST])
    short, long = tiny.decode(features, [12, 224], Settings("en"))
    assert len(short.tokens) == 12
    assert not short.complete
    assert long.complete
    assert short.tokens == long.tokens[:12]


def test_what_is_known_of_the_model_goes_into_the_provenance(tiny: OpenAIModel) -> None:
    assert tiny.package.startswith("openai-whisper ")
    assert list(tiny.languages) == ["en"]
    assert (tiny.device, tiny.precision) in {("cpu", "float32"), ("cuda", "float16")}
    assert replace(Engine("x"), version=tiny.package).version == tiny.package
