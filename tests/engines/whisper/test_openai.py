"""openai-whisper for real, on the published weights of Whisper base."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pytest
import torch
import whisper
from hypothesis import given, settings
from hypothesis import strategies as st
from whisper.decoding import ApplyTimestampRules, DecodingOptions
from whisper.model import Whisper
from whisper.tokenizer import get_tokenizer

from pipeline import Pipeline, render
from pipeline.diarization import Turn
from pipeline.engines.fake import ScriptedDiarizer
from pipeline.engines.whisper.decoded import Settings
from pipeline.engines.whisper.openai.decoder import _TimestampRules
from pipeline.engines.whisper.openai.model import OpenAIModel
from pipeline.engines.whisper.prompt import glossary_prompt
from pipeline.engines.whisper.recognizer import WhisperRecognizer
from pipeline.engines.whole import WholeRecording
from pipeline.evaluation.word_errors import word_errors
from pipeline.hearing import Hearing, Request, Window
from pipeline.loudness import Loudness
from pipeline.stage import nobody
from pipeline.timespan import Span
from pipeline.types import Engine
from pipeline.waveform import Waveform
from pipeline.windows import pack_windows
from pipeline.word_times import out_of_pauses
from tests.engines.whisper.conftest import EXAMPLE
from tests.engines.whisper.sounds import music, noise, silence

pytestmark = pytest.mark.models

_FIRST = Window((Span(0.2, 21.8),))
"""The anchor's lead."""


@pytest.fixture(scope="module")
def packs(sound: Waveform, loudness: Loudness, true_turns: tuple[Turn, ...]) -> tuple[Window, ...]:
    """The example in as few windows as will do."""
    return pack_windows(true_turns, loudness, duration=sound.duration, longest=30.0, padding=0.5)


@pytest.fixture(scope="module")
def heard(base: OpenAIModel, sound: Waveform, packs: tuple[Window, ...]) -> Hearing:
    """What comes of them."""
    return listen(base, sound, *packs)


def listen(model: OpenAIModel, sound: Waveform, *windows: Window, request: Request | None = None) -> Hearing:
    """Windows through the engine."""
    recognizer = WhisperRecognizer(model, Engine("base"))
    return recognizer.recognize(sound, windows, request or Request("en"), lambda _: None)


def text(hearing: Hearing) -> str:
    return " ".join(part.text for part in hearing.heard)


def test_the_example_comes_out_of_packed_windows(
    heard: Hearing, true_words: Sequence[dict[str, str]]
) -> None:
    errors = word_errors(" ".join(word["word"] for word in true_words), text(heard))
    assert errors.errors / errors.total < 0.06


def test_windows_are_well_filled(packs: tuple[Window, ...]) -> None:
    assert len(packs) <= 6
    assert sum(window.seconds for window in packs) / (30.0 * len(packs)) > 0.65


def test_words_are_placed_where_they_are_spoken(
    heard: Hearing, sound: Waveform, loudness: Loudness, true_words: Sequence[dict[str, str]]
) -> None:
    placed = [word for part in heard.heard for word in out_of_pauses(part, loudness).words]
    bare = [word.text.lower().strip(".,?") for word in placed]
    true = [word["word"].lower().strip(".,?") for word in true_words]
    late = [
        abs(placed[block.b + i].start - float(true_words[block.a + i]["start"]))
        for block in SequenceMatcher(None, true, bare, autojunk=False).get_matching_blocks()
        for i in range(block.size)
    ]
    assert len(late) > 0.9 * len(true)
    assert statistics.median(late) < 0.1
    assert all(word.probability is not None and 0.0 <= word.probability <= 1.0 for word in placed)


def test_a_recording_becomes_an_article_with_the_right_speakers(
    base: OpenAIModel, true_turns: tuple[Turn, ...]
) -> None:
    newsroom = Pipeline(WhisperRecognizer(base, Engine("base")), ScriptedDiarizer(true_turns))
    transcript = newsroom.transcribe(EXAMPLE / "segment.opus")
    article = render(transcript, "article")
    assert '"The people who use the bridge should help to pay for it' in article
    assert article.count('"') == 4
    assert transcript.provenance and transcript.provenance.windows
    assert transcript.provenance.windows.fill > 0.65


@pytest.mark.parametrize("batch", [1, 2])
def test_a_window_s_text_does_not_depend_on_its_neighbours(
    base: OpenAIModel,
    sound: Waveform,
    packs: tuple[Window, ...],
    heard: Hearing,
    monkeypatch: pytest.MonkeyPatch,
    batch: int,
) -> None:
    monkeypatch.setattr(base, "batch", batch)
    again = listen(base, sound, *packs)
    assert [part.text for part in again.heard] == [part.text for part in heard.heard]
    one, other = (
        np.array([word.start for part in hearing.heard for word in part.words]) for hearing in (again, heard)
    )
    assert np.abs(one - other).max() <= 0.04


def test_drawn_tokens_do_not_depend_on_the_batch(
    base: OpenAIModel, sound: Waveform, packs: tuple[Window, ...]
) -> None:
    features = base.encode(sound, packs[:3])
    limits, seeds = [60, 60, 60], [11, 12, 13]
    together = base.decode(features, limits, Settings("en"), 1.0, seeds)
    alone = base.decode(base.rows(features, [1]), limits[:1], Settings("en"), 1.0, seeds[1:2])
    assert alone[0].tokens == together[1].tokens
    other = base.decode(base.rows(features, [1]), limits[:1], Settings("en"), 1.0, [99])
    assert other[0].tokens != alone[0].tokens


def test_text_agrees_with_openai_whisper_s_own_transcribe(
    base: OpenAIModel, reference: Whisper, sound: Waveform, heard: Hearing
) -> None:
    theirs = reference.transcribe(
        sound.samples, language="en", condition_on_previous_text=False, temperature=0.0, fp16=False
    )
    errors = word_errors(str(theirs["text"]), text(heard))
    assert errors.errors / errors.total < 0.15


def test_a_window_is_decoded_as_openai_whisper_decodes_it(
    base: OpenAIModel, reference: Whisper, sound: Waveform, packs: tuple[Window, ...]
) -> None:
    features = base.encode(sound, packs)
    ours = base.decode(features, [224] * len(packs), Settings("en"))
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


@pytest.mark.parametrize("behind", [1.0, 5.0, 8.0])
def test_silence_behind_the_speech_changes_no_word(base: OpenAIModel, sound: Waveform, behind: float) -> None:
    samples = sound.cut(_FIRST.pieces[0])
    longer = Waveform(np.concatenate([samples, np.zeros(round(behind * 16_000), dtype=np.float32)]))
    (plain,) = listen(base, Waveform(samples), Window((Span(0.0, 21.6),))).heard
    padded = listen(base, longer, Window((Span(0.0, 21.6 + behind),)))
    assert padded.heard[0].text == plain.text


@pytest.mark.parametrize("make", [silence, noise, music])
def test_what_is_no_speech_gets_nowhere_without_a_doubt(
    base: OpenAIModel, sound: Waveform, make: object, tmp_path: Path
) -> None:
    """Heard without a diarizer that would have left it out."""
    assert callable(make)
    unspoken = make(20.0, np.random.default_rng(3)).astype(np.float32)
    spoken = sound.cut(_FIRST.pieces[0])
    path = tmp_path / "mixed.wav"
    write_wav(path, np.concatenate([spoken, unspoken]))
    newsroom = Pipeline(WhisperRecognizer(base, Engine("base")), WholeRecording())
    transcript = newsroom.transcribe(path, listener=nobody)
    assert "Good evening" in transcript.utterances[0].text
    assert transcript.provenance is not None
    doubted = transcript.provenance.skipped
    late = [word for said in transcript.utterances for word in said.words if word.start > 23.0]
    assert all(any(part.start <= word.start <= part.end for part in doubted) for word in late)


def write_wav(path: Path, samples: np.ndarray[tuple[int], np.dtype[np.float32]]) -> None:
    """16-bit mono."""
    import wave

    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())


@pytest.mark.parametrize("make", [silence, noise, music])
def test_a_window_without_speech_is_doubted(base: OpenAIModel, make: object) -> None:
    assert callable(make)
    sound = Waveform(make(20.0, np.random.default_rng(3)).astype(np.float32))
    decoded = base.decode(base.encode(sound, [Window((Span(0.0, 20.0),))]), [224], Settings("en"))
    assert decoded[0].no_speech > 0.6


def test_a_prompt_goes_before_every_window_as_in_openai_whisper(
    base: OpenAIModel, reference: Whisper, sound: Waveform, packs: tuple[Window, ...]
) -> None:
    """The small model has not learned to follow its prompt; what reaches it shows in its certainty."""
    features = base.encode(sound, packs[:2])
    prompt = glossary_prompt(("Clara Hughes", "base"), base.tokenizer("en"), 100).tokens
    ours = base.decode(features, [224, 224], Settings("en", prompt))
    options = DecodingOptions(language="en", fp16=False, prompt=list(prompt))
    theirs = whisper.decode(reference, features, options)
    plain = base.decode(features, [224, 224], Settings("en"))
    assert [result.tokens for result in ours] == [tuple(result.tokens) for result in theirs]
    for mine, other, bare in zip(ours, theirs, plain, strict=True):
        assert mine.log_probability == pytest.approx(other.avg_logprob, abs=1e-3)
        assert mine.log_probability != pytest.approx(bare.log_probability, abs=1e-6)


def test_the_language_is_heard(base: OpenAIModel, sound: Waveform) -> None:
    backwards = Waveform(sound.cut(_FIRST.pieces[0])[::-1].copy())
    assert listen(base, sound, _FIRST, request=Request()).language == "en"
    assert listen(base, backwards, Window((Span(0.0, 21.6),)), request=Request()).language == "fr"


def test_beam_search_goes_one_by_one_and_finds_the_same_words(
    base: OpenAIModel, sound: Waveform, packs: tuple[Window, ...]
) -> None:
    greedy = text(listen(base, sound, *packs[:2]))
    searched = text(listen(base, sound, *packs[:2], request=Request("en", beam=3)))
    errors = word_errors(greedy, searched)
    assert errors.errors / errors.total < 0.1


def test_no_window_gets_more_tokens_than_its_limit(base: OpenAIModel, sound: Waveform) -> None:
    features = base.encode(sound, [_FIRST, _FIRST])
    short, long = base.decode(features, [12, 224], Settings("en"))
    assert len(short.tokens) == 12
    assert not short.complete
    assert long.complete
    assert short.tokens == long.tokens[:12]


def test_what_is_known_of_the_model_goes_into_the_provenance(base: OpenAIModel) -> None:
    assert base.package.startswith("openai-whisper ")
    assert len(base.languages) == 99
    assert (base.device, base.precision) in {("cpu", "float32"), ("cuda", "float16")}
    assert replace(Engine("x"), version=base.package).version == base.package
