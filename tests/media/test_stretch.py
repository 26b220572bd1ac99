"""A stretch of a recording, in seconds or in its own timecode."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pipeline.errors import InputError
from pipeline.media import decode, probe
from pipeline.media.waveform import SAMPLE_RATE
from pipeline.transcript.recording import Timecode
from tests.support.media import tone


def heard(waveform_samples: np.ndarray[tuple[int], np.dtype[np.float32]]) -> tuple[float, float]:
    """From when to when there is sound."""
    loud = np.flatnonzero(np.abs(waveform_samples) > 0.01)
    return loud[0] / SAMPLE_RATE, loud[-1] / SAMPLE_RATE


@pytest.mark.parametrize(
    ("begin", "end", "span"),
    [
        ("1", "2.5", (1.0, 2.5)), ("0:01", None, (1.0, 4.0)), (None, "00:00:03", (0.0, 3.0)),
        ("10:00:01:00", "10:00:02:12", (1.0, 2.48)),
    ],
)  # fmt: skip
def test_only_the_stretch_is_heard_and_its_times_stay_those_of_the_whole(
    tmp_path: Path, begin: str | None, end: str | None, span: tuple[float, float]
) -> None:
    media = replace(
        probe(tone(tmp_path / "a.wav", 4.0)), timecode=Timecode("10:00:00:00", "25/1", False, "mxf")
    )
    waveform = decode(media, begin=begin, end=end)
    assert waveform.duration == pytest.approx(4.0)
    assert heard(waveform.floats) == pytest.approx(span, abs=0.01)
    assert waveform.notes[0].startswith("Only 00:00:0")


@pytest.mark.parametrize(("begin", "end"), [("5", None), ("3", "2"), ("09:59:00:00", None)])
def test_a_stretch_that_is_not_there_is_refused(tmp_path: Path, begin: str, end: str | None) -> None:
    media = replace(
        probe(tone(tmp_path / "a.wav", 4.0)), timecode=Timecode("10:00:00:00", "25/1", False, "mxf")
    )
    with pytest.raises(InputError, match="lasts 00:00:04: there is nothing from"):
        decode(media, begin=begin, end=end)


def test_timecode_is_refused_where_the_recording_has_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no timecode in which '10:00:01:00' could be"):
        decode(probe(tone(tmp_path / "a.wav", 4.0)), begin="10:00:01:00")
