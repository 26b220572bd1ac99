"""Real speech with references, where it lies beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import Pipeline, Transcript
from pipeline.evaluation import Scores, score
from pipeline.evaluation.der import DER
from pipeline.evaluation.readers import read_materials
from pipeline.evaluation.sample import Sample, with_transcript
from pipeline.evaluation.wer import WER

_FOLDER = Path(__file__).parents[2] / "shared" / "eval"

pytestmark = [
    pytest.mark.models,
    pytest.mark.skipif(not _FOLDER.is_dir(), reason="no reference recordings beside the checkout"),
]


def _heard(newsroom: Pipeline, name: str) -> tuple[Scores, Transcript]:
    (media,) = (path for path in _FOLDER.glob(f"{name}.*") if path.suffix in (".wav", ".flac"))
    transcript = newsroom.transcribe(media)
    reference = read_materials(_FOLDER / name)[name]
    return score(reference, with_transcript(Sample(name), transcript)), transcript


def test_a_television_news_item_is_understood_and_its_voices_told_apart(newsroom: Pipeline) -> None:
    scores, transcript = _heard(newsroom, "bnews-3055877")
    wer = scores[WER]
    assert wer is not None
    assert wer.share <= 0.20
    der = scores[DER]
    assert der is not None
    assert der.share <= 0.10
    statements = [part.quoted or part.unsure for part in transcript.paragraphs]
    assert statements.count(True) == 1


def test_three_voices_are_three(newsroom: Pipeline) -> None:
    _, transcript = _heard(newsroom, "falcon-3spk")
    assert {utterance.speaker for utterance in transcript.utterances} == {"S1", "S2", "S3"}


def test_a_speech_by_one_voice_is_nobody_s_quote(newsroom: Pipeline) -> None:
    scores, transcript = _heard(newsroom, "speech-jfk")
    wer = scores[WER]
    assert wer is not None
    assert wer.share <= 0.10
    assert len(transcript.speakers) == 1
