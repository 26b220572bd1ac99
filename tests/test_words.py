"""Text to words with times."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.engines.fake import ScriptedAligner
from pipeline.loudness import Loudness, measure
from pipeline.timespan import Span
from pipeline.types import Word
from pipeline.words import estimate, time_words

from .building import even_loudness, heard, noisy_loudness, waveform, words

_SOUND = waveform("#" * 200)
_EVEN = even_loudness(20.0)


def test_times_that_the_recognizer_gives_are_kept() -> None:
    own = words("Good evening.", start=3.0)
    result = time_words(heard("Good evening.", 2.0, 8.0, timed=own), _SOUND, _EVEN, ScriptedAligner())
    assert result.words == own
    assert not result.estimated


def test_times_that_the_aligner_finds_are_counted_from_the_start_of_the_recording() -> None:
    result = time_words(heard("one two three", 6.0, 9.0), _SOUND, _EVEN, ScriptedAligner())
    assert result.words == (Word(6.0, 7.0, "one"), Word(7.0, 8.0, "two"), Word(8.0, 9.0, "three"))
    assert not result.estimated


@pytest.mark.parametrize("aligner", [None, ScriptedAligner(fails=True)])
def test_times_that_nobody_can_find_are_estimated_and_marked_so(aligner: ScriptedAligner | None) -> None:
    result = time_words(heard("one two three", 6.0, 9.0), _SOUND, _EVEN, aligner)
    assert [word.text for word in result.words] == ["one", "two", "three"]
    assert result.estimated


@pytest.mark.parametrize("text", ["", "   "])
def test_no_text_has_no_words_and_no_doubtful_times(text: str) -> None:
    result = time_words(heard(text, 0.0, 5.0), _SOUND, _EVEN, ScriptedAligner(fails=True))
    assert result.words == ()
    assert not result.estimated


def test_estimated_words_take_longer_the_more_letters_they_have() -> None:
    short, long = estimate(["I", "understand"], [Span(0.0, 6.0)], _EVEN)
    assert short.start == 0.0
    assert long.duration > 3 * short.duration
    assert long.end == pytest.approx(6.0)


def test_estimated_words_keep_out_of_pauses() -> None:
    sound = measure(waveform("##########" + "....." * 4 + "##########"))
    first, second = estimate(["same", "same"], [Span(0.0, 4.0)], sound)
    assert first.end == pytest.approx(1.0, abs=0.03)
    assert second.end == pytest.approx(4.0, abs=0.03)
    third = estimate(["same"] * 4, [Span(0.0, 4.0)], sound)[2]
    assert third.end == pytest.approx(3.5, abs=0.03)


def test_words_in_nothing_but_silence_are_spread_over_all_of_it() -> None:
    silence = measure(waveform("." * 40))
    assert estimate(["one", "two"], [Span(0.0, 4.0)], silence) == (Span(0.0, 2.0), Span(2.0, 4.0))


def test_words_that_were_given_no_time_at_all_share_one_moment() -> None:
    assert estimate(["one", "two"], [Span(5.0, 5.0)], _EVEN) == (Span(5.0, 5.0), Span(5.0, 5.0))


@given(
    st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=15), max_size=30),
    st.floats(0.0, 60.0),
    st.floats(0.05, 30.0),
    noisy_loudness(80.0),
)
def test_estimates_are_one_a_word_in_order_and_inside_the_span(
    texts: list[str], start: float, length: float, loudness: Loudness
) -> None:
    span = Span(start, start + length)
    placed = estimate(texts, [span], loudness)
    assert len(placed) == len(texts)
    assert all(left.end <= right.start for left, right in pairwise(placed))
    assert all(span.start <= word.start and word.end <= span.end + 1e-9 for word in placed)


def test_an_aligner_that_ends_a_frame_late_is_no_reason_to_fail() -> None:
    class Late:
        def place(self, samples: object, words: Sequence[str]) -> tuple[Span, ...]:
            return (Span(0.0, 1.005), Span(1.005, 1.005))

    timed = time_words(heard("evening —", 2.0, 3.0), waveform("#" * 40), even_loudness(4.0), Late())
    assert [(word.start, word.end) for word in timed.words] == [(2.0, 3.0), (3.0, 3.0)]


def test_a_word_that_reaches_into_a_pause_is_kept_out_of_it() -> None:
    sound = measure(waveform("#" * 20 + "." * 10 + "#" * 20))
    own = (Word(1.0, 2.0, "before"), Word(2.1, 3.8, "after"))
    before, after = time_words(heard("before after", 0.0, 5.0, timed=own), _SOUND, sound, None).words
    assert (before.start, before.end) == (1.0, 2.0)
    assert after.start == pytest.approx(3.0, abs=0.03)
    assert after.end == 3.8
