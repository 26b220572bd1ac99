"""Sound from a pipe, whatever the pieces it comes in."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from pipeline.media.sixteen_bits import SixteenBits
from pipeline.media.waveform import SAMPLE_RATE, Waveform


def taken(sound: NDArray[np.float32], cuts: list[int], expected: float = 0.0) -> SixteenBits:
    """The sound in pieces that end at `cuts`, in bytes, each at most as long as there is room for."""
    data = sound.astype("<f4").tobytes()
    bits = SixteenBits(expected, "news.wav")
    for first, last in pairwise([0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]):
        while first < last:
            count = min(last - first, len(bits.room))
            bits.room[:count] = data[first : first + count]
            bits.taken(count)
            first += count
    return bits


@given(st.lists(st.floats(-1, 1, width=32), max_size=300), st.lists(st.integers(0, 1200), max_size=8))
def test_every_sample_comes_through_within_half_a_step(sound: list[float], cuts: list[int]) -> None:
    samples, odd = taken(np.array(sound, dtype=np.float32), cuts).whole()
    assert samples.dtype == np.int16
    assert Waveform(samples).floats == pytest.approx(np.array(sound), abs=1.6 / 32768)
    assert odd == ()


def test_it_grows_beyond_what_was_expected() -> None:
    sound = np.linspace(-1, 1, 25 * SAMPLE_RATE, dtype=np.float32)
    bits = taken(sound, [7, 1_000_001], expected=1.0)
    assert bits.seconds == 25.0
    assert Waveform(bits.whole()[0]).floats == pytest.approx(sound, abs=1.6 / 32768)


def test_what_is_too_loud_is_cut_and_what_is_no_number_is_silent_and_told_as_one_stretch() -> None:
    sound = np.full(30 * SAMPLE_RATE, 0.5, dtype=np.float32)
    sound[0] = 7.0
    sound[9 * SAMPLE_RATE : 11 * SAMPLE_RATE] = np.nan
    sound[25 * SAMPLE_RATE] = -np.inf
    samples, odd = taken(sound, []).whole()
    assert (samples[0], samples[10 * SAMPLE_RATE], samples[25 * SAMPLE_RATE]) == (32767, 0, -32767)
    assert [(one.start, one.end, one.kind) for one in odd] == [
        (9.0, 11.0, "doubtful"),
        (25.0, pytest.approx(25.0, abs=0.01), "doubtful"),
    ]
