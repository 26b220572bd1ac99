"""The values that travel through the pipeline."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from typing import Any

import numpy as np
import pytest

from pipeline.engines.diarization import Turn
from pipeline.media.waveform import SAMPLE_RATE, Waveform
from pipeline.options import Options
from pipeline.transcript.model import Paragraph, Role, Speaker, Transcript, Utterance, Word
from pipeline.transcript.span import Span
from tests.support.drawing import utterance


@pytest.mark.parametrize(
    "make",
    [
        lambda start, end: Turn(start, end, "S1"),
        lambda start, end: Word(start, end, "word"),
        lambda start, end: Utterance(start, end, "S1", "words"),
        lambda start, end: Paragraph(start, end, "S1", "words"),
    ],
)
@pytest.mark.parametrize("bounds", [(2.0, 1.0), (math.nan, 1.0), (0.0, math.inf)])
def test_nothing_is_made_with_times_that_cannot_be(
    make: Callable[[float, float], object], bounds: tuple[float, float]
) -> None:
    with pytest.raises(ValueError, match=r"finite|before it starts"):
        make(*bounds)


def test_a_value_once_made_does_not_change() -> None:
    said = utterance("S1", "Good evening.")
    with pytest.raises(FrozenInstanceError):
        said.text = "Good night."  # type: ignore[misc]


@pytest.mark.parametrize("written", ["2025/02/04", "2025-2-4", "2025-02-04 20:00", "tomorrow", ""])
def test_a_transcript_takes_only_the_normal_form_of_a_date(written: str) -> None:
    with pytest.raises(ValueError, match="published"):
        Transcript(language="en", utterances=(), published=written)


@pytest.mark.parametrize("written", ["2025-02-04", "2025-02-04T20:00", None])
def test_a_transcript_takes_a_date_in_normal_form_or_none(written: str | None) -> None:
    assert Transcript(language="en", utterances=(), published=written).published == written


def test_a_voice_nobody_described_has_the_role_unknown() -> None:
    transcript = Transcript(language="en", utterances=(), speakers=(Speaker("S1", Role.ANCHOR),))
    assert transcript.role_of("S1") is Role.ANCHOR
    assert transcript.role_of("S9") is Role.UNKNOWN
    assert transcript.role_of(None) is Role.UNKNOWN


def test_other_speakers_leave_the_words_alone() -> None:
    transcript = Transcript(language="en", utterances=(utterance("S1", "Hello."),), title="Storks")
    paragraph = Paragraph(0.0, 1.0, "S1", "Hello.")
    changed = transcript.with_speakers((Speaker("S1", Role.EXPERT),), (paragraph,))
    assert (changed.utterances, changed.title) == (transcript.utterances, "Storks")
    assert changed.role_of("S1") is Role.EXPERT
    assert changed.paragraphs == (paragraph,)
    assert transcript.speakers == ()


def test_a_waveform_knows_its_length_in_seconds() -> None:
    assert Waveform(np.zeros(SAMPLE_RATE * 3 // 2, dtype=np.float32)).duration == 1.5


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        (Span(1.0, 2.0), 16_000, 31_999),
        (Span(-1.0, 1.0), 0, 15_999),
        (Span(2.5, 9.0), 40_000, 47_999),
    ],
)
def test_a_cut_is_clipped_to_the_recording(span: Span, first: int, last: int) -> None:
    waveform = Waveform(np.arange(3 * SAMPLE_RATE, dtype=np.float32))
    part = waveform.cut(span)
    assert (part[0], part[-1]) == (first, last)


@pytest.mark.parametrize("span", [Span(5.0, 6.0), Span(-3.0, -1.0), Span(1.0, 1.0)])
def test_a_cut_outside_the_recording_is_empty(span: Span) -> None:
    assert len(Waveform(np.zeros(3 * SAMPLE_RATE, dtype=np.float32)).cut(span)) == 0


def test_a_cut_copies_nothing() -> None:
    waveform = Waveform(np.zeros(SAMPLE_RATE, dtype=np.float32))
    assert np.shares_memory(waveform.cut(Span(0.2, 0.4)), waveform.samples)


@pytest.mark.parametrize("count", [0, -1])
@pytest.mark.parametrize("field", ["speakers", "min_speakers", "max_speakers"])
def test_options_refuse_a_number_of_voices_below_one(field: str, count: int) -> None:
    settings: dict[str, Any] = {field: count}
    with pytest.raises(ValueError, match=field):
        Options(**settings)


def test_options_refuse_more_voices_at_least_than_at_most() -> None:
    with pytest.raises(ValueError, match="exceeds"):
        Options(min_speakers=4, max_speakers=3)
    assert Options(min_speakers=3, max_speakers=3).min_speakers == 3
