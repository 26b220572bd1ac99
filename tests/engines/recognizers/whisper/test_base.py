"""Whisper base on what is no English news: other languages, music, noise, and the same words many times."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from pipeline import Pipeline, Transcript
from pipeline.engines.diarization import Turn
from pipeline.engines.diarizers.none import NoDiarizer
from pipeline.engines.fake import ScriptedDiarizer
from pipeline.engines.recognizers.whisper.ctranslate.model import CTranslateModel
from pipeline.engines.recognizers.whisper.recognizer import WhisperRecognizer
from pipeline.errors import InputError
from pipeline.media import decode, probe
from pipeline.media.waveform import SAMPLE_RATE, Waveform
from pipeline.transcript.provenance import Engine
from tests.support.sounds import Sound, applause, music, noise, silence

pytestmark = pytest.mark.models

_FRENCH = Path(__file__).parents[5] / "shared" / "eval" / "radio-fr.mp3"
_SPOKEN = slice(round(0.2 * SAMPLE_RATE), round(21.8 * SAMPLE_RATE))
"""The anchor's lead."""
_PHRASE = slice(round(123.2 * SAMPLE_RATE), round(124.9 * SAMPLE_RATE))
"""`Always a pleasure, Clara.`"""


def heard(model: CTranslateModel, path: Path, *turns: Turn) -> Transcript:
    """A recording through the model, voices told apart as said, or not at all."""
    diarizer = ScriptedDiarizer(turns) if turns else NoDiarizer()
    return Pipeline(WhisperRecognizer(model, Engine("base")), diarizer).transcribe(path)


def write(path: Path, *parts: Sound) -> list[float]:
    """Sounds one after the other as 16-bit mono; the moments at which each begins, and the last ends."""
    import wave

    whole = np.concatenate(parts)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes((np.clip(whole, -1, 1) * 32767).astype("<i2").tobytes())
    return [0.0, *(float(edge) / SAMPLE_RATE for edge in np.cumsum([len(part) for part in parts]))]


@pytest.mark.parametrize("make", [silence, noise, music, applause])
def test_what_is_no_speech_gets_nowhere_without_a_doubt(
    base: CTranslateModel,
    sound: Waveform,
    make: Callable[[float, np.random.Generator], Sound],
    tmp_path: Path,
) -> None:
    """Heard without a diarizer that would have left it out."""
    path = tmp_path / "mixed.wav"
    write(path, sound.floats[_SPOKEN], make(8.0, np.random.default_rng(3)))
    transcript = heard(base, path)
    assert "Good evening" in transcript.utterances[0].text
    assert transcript.provenance is not None
    late = [word for said in transcript.utterances for word in said.words if word.start > 23.0]
    doubted = transcript.provenance.skipped
    assert all(any(part.start <= word.start <= part.end for part in doubted) for word in late)


@pytest.mark.parametrize("make", [silence, noise, music, applause])
def test_a_recording_without_speech_ends_with_one_line(
    newsroom: Pipeline, make: Callable[[float, np.random.Generator], Sound], tmp_path: Path
) -> None:
    path = tmp_path / "nobody.wav"
    write(path, make(20.0, np.random.default_rng(3)))
    with pytest.raises(InputError, match="No speech was found"):
        newsroom.transcribe(path)


def test_what_was_said_ten_times_stays_ten_times_and_is_marked(
    base: CTranslateModel, sound: Waveform, tmp_path: Path
) -> None:
    pause = np.zeros(round(0.25 * SAMPLE_RATE), dtype=np.float32)
    path = tmp_path / "chant.wav"
    write(path, *[part for _ in range(10) for part in (sound.floats[_PHRASE], pause)])
    transcript = heard(base, path)
    text = " ".join(utterance.text for utterance in transcript.utterances)
    # 8-bit decoding differs from processor to processor: on some the last one is written twice.
    assert text.lower().count("pleasure") in (10, 11)
    assert transcript.provenance is not None
    assert "many times" in transcript.provenance.skipped[0].reason


@pytest.fixture(scope="module")
def french() -> Waveform:
    """A French newsreader."""
    if not _FRENCH.is_file():
        pytest.skip("the reference recording in French is not there")
    return decode(probe(_FRENCH))


def test_a_passage_in_another_language_is_written_in_it_and_marked(
    base: CTranslateModel, sound: Waveform, french: Waveform, tmp_path: Path
) -> None:
    path = tmp_path / "two.wav"
    spoken = sound.floats[_SPOKEN]
    moments = write(
        path, spoken, french.floats[round(61.4 * SAMPLE_RATE) : round(76.5 * SAMPLE_RATE)], spoken
    )
    turns = [Turn(a, b, label) for (a, b), label in zip(pairwise(moments), "ABA", strict=True)]
    transcript = heard(base, path, *turns)
    assert transcript.language == "en"
    assert [utterance.language for utterance in transcript.utterances] == [None, "fr", None]
    assert "retraites" in transcript.utterances[1].text
    assert transcript.provenance is not None
    assert any("French" in note for note in transcript.provenance.notes)


def test_a_recording_in_another_language_is_recognised_without_being_told(
    base: CTranslateModel, french: Waveform, tmp_path: Path
) -> None:
    path = tmp_path / "fr.wav"
    moments = write(path, french.floats[round(61.4 * SAMPLE_RATE) : round(91.7 * SAMPLE_RATE)])
    transcript = heard(base, path, Turn(moments[0], moments[1], "A"))
    assert transcript.language == "fr"
    assert "moins de 3 minutes" in transcript.utterances[0].text


def test_an_english_only_model_that_hears_another_language_names_the_one_to_pull(
    converted: CTranslateModel, french: Waveform, tmp_path: Path
) -> None:
    path = tmp_path / "fr.wav"
    moments = write(path, french.floats[round(61.4 * SAMPLE_RATE) : round(71.4 * SAMPLE_RATE)])
    with pytest.raises(InputError, match=r"English only.*models pull whisper-base"):
        heard(converted, path, Turn(moments[0], moments[1], "A"))
