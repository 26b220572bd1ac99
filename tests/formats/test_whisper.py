"""openai-whisper's JSON, written and read."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given

from pipeline import DocumentError, Transcript, relabel, render
from pipeline.formats.whisper import read_whisper
from tests.support.drawing import dialogue
from tests.support.spoken import transcripts

_NEWS = Transcript("en", dialogue(("S1", "Good evening."), (None, "We want an answer.")))


@given(transcripts())
def test_words_times_and_voices_come_back(transcript: Transcript) -> None:
    back = Transcript.from_whisper(json.loads(render(transcript, "whisper")))
    assert [one.text for one in back.words] == [
        text for one in transcript.utterances for text in one.text.split()
    ]
    assert [one.text for one in back.utterances] == [one.text for one in transcript.utterances]
    timed = [one for one in transcript.utterances if one.words]
    for one in timed:
        assert one.words in {said.words for said in back.utterances}


def test_labels_that_are_ours_come_back_as_they_were() -> None:
    said = dialogue(("S7", "Good evening."), ("S2", "Yes."))
    assert [
        one.speaker for one in Transcript.from_whisper(Transcript("en", said).to_whisper()).utterances
    ] == [
        "S7",
        "S2",
    ]


def test_openai_whisper_s_own_writer_takes_it(tmp_path: Path) -> None:
    from whisper.utils import get_writer

    document = io.StringIO()
    writer = get_writer("vtt", str(tmp_path))
    writer.write_result(_NEWS.to_whisper(), document, options={"highlight_words": False})
    assert "00:00.000 --> 00:01.000\nGood evening." in document.getvalue()


def test_words_of_a_language_without_spaces_have_none() -> None:
    said = dialogue(("S1", "\u4eca\u65e5 \u306f"))
    joined = Transcript("ja", tuple(type(one)(one.start, one.end, "S1", "\u4eca\u65e5\u306f", words=one.words)
                                    for one in said))  # fmt: skip
    (part,) = joined.to_whisper()["segments"]
    assert [word["word"] for word in part["words"]] == ["\u4eca\u65e5", "\u306f"]
    assert part["text"] == "\u4eca\u65e5\u306f"


def test_whisperx_s_voices_divide_what_it_gives_together_and_missing_times_are_shared_out() -> None:
    words = [
        {"word": "Good", "start": 1.0, "end": 1.4, "score": 0.9, "speaker": "SPEAKER_01"},
        {"word": "evening.", "speaker": "SPEAKER_01"},
        {"word": "In"},
        {"word": "2025", "start": 3.0, "end": 3.5, "speaker": "SPEAKER_00"},
        {"word": "then."},
    ]
    result = {
        "segments": [{"start": 1.0, "end": 4.0, "text": " Good evening. In 2025 then.", "words": words}]
    }
    transcript = Transcript.from_whisperx(result, language="en")
    assert [(one.speaker, one.text) for one in transcript.utterances] == [
        ("S1", "Good evening. In"),
        ("S2", "2025 then."),
    ]
    assert [(round(one.start, 2), round(one.end, 2)) for one in transcript.words] == [
        (1.0, 1.4), (1.4, 2.2), (2.2, 3.0), (3.0, 3.5), (3.5, 4.0)
    ]  # fmt: skip
    assert transcript.words[0].probability == 0.9


def test_names_that_a_result_gives_to_voices_are_kept() -> None:
    said = [{"start": 0, "end": 2, "text": "Good evening.", "speaker": "Clara Hughes"}]
    transcript = relabel(Transcript.from_whisper({"segments": said, "language": "en"}))
    assert [(one.label, one.name) for one in transcript.speakers] == [("S1", "Clara Hughes")]


@pytest.mark.parametrize(
    "result",
    [
        {},
        {"segments": [{"start": 0, "text": "x"}], "language": "en"},
        {"segments": [{"start": float("nan"), "end": 1, "text": "x"}], "language": "en"},
        {"segments": "x", "language": "en"},
        {"segments": []},
    ],
)
def test_what_is_no_result_or_tells_no_language_is_refused(result: dict[str, object]) -> None:
    with pytest.raises(DocumentError):
        Transcript.from_whisper(result)


@pytest.mark.parametrize("data", [b"{", b"[]", b"\xff", b'{"segments": ["\\ud800"]}', b"[" * 100_000])
def test_a_damaged_file_is_told(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"w\.json"):
        read_whisper(data, "w.json")


def test_times_that_run_backwards_are_put_right_and_empty_parts_are_none() -> None:
    parts = [{"start": 2, "end": 1, "text": " Yes. "}, {"start": 3, "end": 4, "text": "  "}]
    (said,) = Transcript.from_whisper({"segments": parts, "language": "en"}).utterances
    assert (said.start, said.end, said.text) == (2.0, 2.0, "Yes.")
