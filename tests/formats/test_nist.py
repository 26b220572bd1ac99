"""RTTM and CTM, read back by pyannote.database and meeteval."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import meeteval
import pytest
from hypothesis import given
from pyannote.core import Segment
from pyannote.database.util import load_rttm

from pipeline import Transcript, render
from pipeline.transcript.model import Utterance
from pipeline.transcript.recording import Recording
from tests.support.drawing import dialogue
from tests.support.spoken import transcripts


@given(transcripts())
def test_rttm_holds_who_speaks_when(transcript: Transcript) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.rttm"
        path.write_text(render(transcript, "rttm"), "utf-8")
        found = load_rttm(path)  # type: ignore[no-untyped-call]  # it ships no types of its own
    read = [
        (round(turn.start, 3), round(turn.end, 3), label)
        for annotation in found.values()
        for turn, _, label in annotation.itertracks(yield_label=True)
    ]
    expected = [(one.start, one.end, one.speaker or "unknown") for one in transcript.utterances]
    assert sorted(set(read)) == sorted(set(expected))


@given(transcripts())
def test_ctm_holds_every_word_in_order_of_time(transcript: Transcript) -> None:
    text = render(transcript, "ctm")
    lines = list(meeteval.io.CTM.parse(text)) if text else []
    said = sorted(word for one in transcript.utterances for word in one.text.split())
    assert sorted(line.word for line in lines) == said
    begins = [line.begin_time for line in lines]
    assert begins == sorted(begins)
    timed = {(word.text, word.start) for one in transcript.utterances for word in one.words}
    assert timed <= {(line.word, float(line.begin_time)) for line in lines}


def test_names_and_words_hold_no_spaces_and_open_no_comment() -> None:
    said = Utterance(0.0, 1.0, "Clara Hughes", ";;Rain")
    recording = Recording("/tv/late show\n2.mp4", "0" * 64, 1.0)
    transcript = Transcript("en", (said,), recording=recording)
    assert render(transcript, "ctm") == "late_show_2 1 0.000 1.000 Rain NA\n"
    assert render(transcript, "rttm").split()[1] == "late_show_2"
    assert render(transcript, "rttm").split()[7] == "Clara_Hughes"


def test_pyannote_gets_a_track_for_each_utterance_over_one_another_too() -> None:
    said = dialogue(("S1", "Good evening."), (None, "Yes."))
    both = (*said, Utterance(0.0, 1.0, "S2", "No."))
    found = Transcript("en", both).to_annotation()
    assert sorted(found.labels()) == ["S1", "S2", "unknown"]
    assert found.get_labels(Segment(0.0, 1.0)) == {"S1", "S2"}
    assert found.label_duration("unknown") == pytest.approx(0.5)
