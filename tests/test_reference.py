"""Real speech with references, where it lies beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import Pipeline, Transcript
from pipeline.diarization import Diarization, Turn
from tests.measure.accuracy import diarization_errors, word_errors
from tests.measure.reference import Reference, references

_FOLDER = Path(__file__).parents[2] / "shared" / "eval"

pytestmark = [
    pytest.mark.models,
    pytest.mark.skipif(not _FOLDER.is_dir(), reason="no reference recordings beside the checkout"),
]


def _heard(newsroom: Pipeline, name: str) -> tuple[Reference, Transcript]:
    reference = next(item for item in references(_FOLDER) if item.media.stem == name)
    return reference, newsroom.transcribe(reference.media)


def _turns(transcript: Transcript) -> Diarization:
    turns = tuple(Turn(u.start, u.end, u.speaker or "") for u in transcript.utterances)
    return Diarization(turns, turns)


def test_a_television_news_item_is_understood_and_its_voices_told_apart(newsroom: Pipeline) -> None:
    reference, transcript = _heard(newsroom, "bnews-3055877")
    assert reference.words is not None
    assert reference.turns is not None
    words = word_errors(reference.words, " ".join(u.text for u in transcript.utterances))
    assert words.errors / words.total <= 0.20
    turns = diarization_errors(reference.turns, _turns(transcript))
    assert turns.errors / turns.total <= 0.10
    assert [paragraph.quoted for paragraph in transcript.paragraphs].count(True) == 1


def test_three_voices_are_three(newsroom: Pipeline) -> None:
    _, transcript = _heard(newsroom, "falcon-3spk")
    assert {utterance.speaker for utterance in transcript.utterances} == {"S1", "S2", "S3"}


def test_a_speech_by_one_voice_is_nobody_s_quote(newsroom: Pipeline) -> None:
    reference, transcript = _heard(newsroom, "speech-jfk")
    assert reference.words is not None
    words = word_errors(reference.words, " ".join(u.text for u in transcript.utterances))
    assert words.errors / words.total <= 0.10
    assert len(transcript.speakers) == 1
