"""Word times, mended by the sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.media.level import LevelCurve, measure
from pipeline.recognition.word_times import out_of_pauses
from pipeline.transcript.model import Word
from tests.support.drawing import even_loudness, heard, noisy_loudness, waveform, words


def test_times_that_the_recognizer_gives_are_kept() -> None:
    own = words("Good evening.", start=3.0)
    assert out_of_pauses(heard("Good evening.", 2.0, 8.0, timed=own), even_loudness(20.0)).words == own


def test_a_word_that_reaches_into_a_pause_is_kept_out_of_it() -> None:
    sound = measure(waveform("#" * 20 + "." * 10 + "#" * 20))
    own = (Word(1.0, 2.0, "before"), Word(2.1, 3.8, "after"))
    before, after = out_of_pauses(heard("before after", 0.0, 5.0, timed=own), sound).words
    assert (before.start, before.end) == (1.0, 2.0)
    assert after.start == pytest.approx(3.0, abs=0.03)
    assert after.end == 3.8


@given(
    st.lists(st.floats(0.0, 20.0), min_size=2, max_size=12).map(sorted),
    noisy_loudness(25.0),
)
def test_no_word_is_lost_or_leaves_its_own_time(moments: list[float], loudness: LevelCurve) -> None:
    own = tuple(Word(a, b, "w") for a, b in zip(moments[::2], moments[1::2], strict=False))
    mended = out_of_pauses(heard("w " * len(own), 0.0, 20.0, timed=own), loudness).words
    assert [word.text for word in mended] == [word.text for word in own]
    assert all(a.start - 1e-3 <= b.start <= b.end <= a.end + 1e-3 for a, b in zip(own, mended, strict=True))
