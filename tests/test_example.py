"""The example: its truth makes the expected article, and the starter models come close to it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from pipeline import Pipeline, Transcript, render
from pipeline.article.paragraphs import write_paragraphs
from pipeline.engines.diarization import Turn
from pipeline.evaluation.der import diarization_errors
from pipeline.evaluation.readers import read_materials
from pipeline.evaluation.sample import Sample, with_transcript
from pipeline.evaluation.sentence_starts import start_errors
from pipeline.evaluation.wer import word_errors
from pipeline.transcript.model import Role, Source, Speaker, Utterance, Word
from tests.golden import EXAMPLE

_SCRIPT = json.loads((EXAMPLE / "script.json").read_text("utf-8"))


def _truth() -> list[tuple[str, Word]]:
    with (EXAMPLE / "words.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["speaker"], Word(float(row["start"]), float(row["end"]), row["word"])) for row in rows]


def _true_transcript() -> Transcript:
    words = _truth()
    utterances = []
    for turn in _SCRIPT["turns"]:
        count = len(turn["text"].split())
        said, words = [word for _, word in words[:count]], words[count:]
        utterances.append(
            Utterance(said[0].start, said[-1].end, turn["speaker"], turn["text"], words=tuple(said))
        )
    speakers = tuple(Speaker(s["label"], Role(s["role"]), s["name"]) for s in _SCRIPT["speakers"])
    return Transcript(
        "en",
        tuple(utterances),
        title=_SCRIPT["title"],
        published=_SCRIPT["published"],
        source=Source(**_SCRIPT["source"]),
        speakers=speakers,
        paragraphs=write_paragraphs(utterances, speakers, "en"),
    )


def test_true_words_and_roles_render_to_the_expected_article() -> None:
    assert render(_true_transcript(), "article") == (EXAMPLE / "expected.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def heard(newsroom: Pipeline) -> Transcript:
    return newsroom.transcribe(EXAMPLE / "segment.opus")


@pytest.mark.models
def test_the_starter_models_get_nearly_all_words_right(heard: Transcript) -> None:
    script = " ".join(turn["text"] for turn in _SCRIPT["turns"])
    errors = word_errors(script, " ".join(utterance.text for utterance in heard.utterances))
    assert errors.share <= 0.08


@pytest.mark.models
def test_the_starter_models_tell_the_four_voices_apart(heard: Transcript) -> None:
    turns = tuple(Turn(u.start, u.end, u.speaker or "") for u in heard.utterances)
    truth = read_materials(EXAMPLE / "turns.rttm")["turns"].turns
    errors = diarization_errors(truth or (), turns)
    assert errors.share <= 0.05
    assert {utterance.speaker for utterance in heard.utterances} == {"S1", "S2", "S3", "S4"}


@pytest.mark.models
def test_every_voice_gets_its_role(heard: Transcript) -> None:
    assert [speaker.role.value for speaker in heard.speakers] == [
        "anchor",
        "correspondent",
        "expert",
        "expert",
    ]


@pytest.mark.models
def test_the_correspondent_is_named_as_the_anchor_introduced_him(heard: Transcript) -> None:
    assert heard.speakers[1].name == "Thomas Baker"


@pytest.mark.models
def test_both_soundbites_are_quoted_whole_and_nothing_else_is(heard: Transcript) -> None:
    spoken = [turn["text"] for turn in _SCRIPT["turns"] if turn["speaker"] in ("S3", "S4")]
    quoted = [paragraph.text for paragraph in heard.paragraphs if paragraph.quoted]
    assert len(quoted) == len(spoken)
    for text, wanted in zip(quoted, spoken, strict=True):
        errors = word_errors(wanted, text)
        assert errors.share <= 0.05


@pytest.mark.models
def test_sentences_start_when_they_are_spoken(heard: Transcript) -> None:
    truth = Sample("example", starts=tuple((word.text, word.start) for _, word in _truth()))
    found = start_errors(truth, with_transcript(Sample("example"), heard))
    assert found is not None
    errors = sorted(map(abs, found.seconds))
    assert len(errors) >= 15
    assert errors[len(errors) // 2] <= 0.15
    assert errors[round(0.9 * len(errors))] <= 0.5


@pytest.mark.models
def test_header_and_footer_come_from_the_files_own_tags(heard: Transcript) -> None:
    assert (heard.title, heard.published) == (_SCRIPT["title"], _SCRIPT["published"])
    assert heard.source == Source(**_SCRIPT["source"])


@pytest.mark.models
def test_the_provenance_names_engines_and_the_digest_of_every_model_file(heard: Transcript) -> None:
    assert heard.provenance is not None
    assert heard.provenance.recognizer is not None
    assert heard.provenance.diarizer is not None
    assert {"whisper-base/model.bin"} <= set(heard.provenance.recognizer.models)
    assert {"campplus/campplus_cn_en_common.pt"} <= set(heard.provenance.diarizer.models)


@pytest.mark.models
def test_the_same_recording_gives_the_same_words_twice(newsroom: Pipeline, heard: Transcript) -> None:
    again = newsroom.transcribe(Path(EXAMPLE / "segment.opus"))
    assert again.utterances == heard.utterances
