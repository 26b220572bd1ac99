"""Levels and pauses of drawn sound."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.media.level import LevelCurve, measure
from pipeline.media.waveform import SAMPLE_RATE, Waveform
from pipeline.transcript.span import Span
from tests.support.drawing import noisy_loudness, waveform


def test_every_hundredth_of_a_second_has_a_level() -> None:
    assert len(measure(waveform("#.#")).levels) == 30


def test_full_scale_is_zero_decibels_and_silence_minus_a_hundred() -> None:
    square = Waveform(np.ones(SAMPLE_RATE, dtype=np.float32))
    assert measure(square).levels.max() == pytest.approx(0.0, abs=0.01)
    assert measure(waveform("..")).levels.min() == pytest.approx(-100.0)


def test_a_tenth_of_the_amplitude_is_twenty_decibels_less() -> None:
    loud, soft = (Waveform(np.full(1600, level, dtype=np.float32)) for level in (0.5, 0.05))
    assert measure(loud).levels[0] - measure(soft).levels[0] == pytest.approx(20.0, abs=0.1)


def test_no_sound_has_no_levels_and_no_pauses() -> None:
    loudness = measure(Waveform(np.zeros(0, dtype=np.float32)))
    assert len(loudness.levels) == 0
    assert loudness.pauses(Span(0.0, 1.0)) == ()


def test_a_pause_is_found_where_it_is_drawn() -> None:
    (pause,) = measure(waveform("#####....#####")).pauses(Span(0.0, 1.4))
    assert (pause.start, pause.end) == pytest.approx((0.5, 0.9), abs=0.02)


def test_a_pause_is_found_at_the_time_of_the_recording_not_of_the_span() -> None:
    (pause,) = measure(waveform("#####..########...###")).pauses(Span(1.0, 2.1))
    assert (pause.start, pause.end) == pytest.approx((1.5, 1.8), abs=0.02)


def test_a_pause_has_plain_numbers() -> None:
    (pause,) = measure(waveform("#####....#####")).pauses(Span(0.0, 1.4))
    assert {type(pause.start), type(pause.end)} == {float}


def test_a_gap_too_short_to_be_a_pause_is_none() -> None:
    loudness = measure(waveform("#####.#####"))
    assert loudness.pauses(Span(0.0, 1.1)) == ()
    assert len(loudness.pauses(Span(0.0, 1.1), shortest=0.05)) == 1


def test_a_softer_moment_between_loud_ones_is_no_pause() -> None:
    assert measure(waveform("#####++++#####")).pauses(Span(0.0, 1.4)) == ()


def test_a_soft_voice_is_no_pause_though_a_loud_one_spoke_before() -> None:
    loudness = measure(waveform("#" * 100 + "-" * 60 + "..." + "-" * 37))
    pause = loudness.pauses(Span(0.0, 20.0))[-1]
    assert (pause.start, pause.end) == pytest.approx((16.0, 16.3), abs=0.02)


def test_silence_from_end_to_end_is_no_pause_in_speech() -> None:
    assert measure(waveform("." * 30)).pauses(Span(0.0, 3.0)) == ()


def test_the_quietest_moment_is_the_middle_of_the_gap() -> None:
    assert measure(waveform("########..####")).quietest(Span(0.0, 1.4)) == pytest.approx(0.9, abs=0.02)


def test_the_quietest_moment_is_looked_for_only_inside_the_span() -> None:
    loudness = measure(waveform("..######++####"))
    assert loudness.quietest(Span(0.3, 1.4)) == pytest.approx(0.9, abs=0.02)


@pytest.mark.parametrize("span", [Span(0.2, 0.3), Span(90.0, 94.0)])
def test_where_there_is_nothing_to_choose_the_middle_is_taken(span: Span) -> None:
    assert measure(waveform("#" * 14)).quietest(span) == pytest.approx((span.start + span.end) / 2)


@given(noisy_loudness(60.0), st.floats(0.0, 50.0), st.floats(0.0, 9.0))
def test_pauses_lie_in_order_inside_the_span_and_the_quietest_moment_too(
    loudness: LevelCurve, start: float, length: float
) -> None:
    span = Span(start, start + length)
    edges = [edge for pause in loudness.pauses(span) for edge in (pause.start, pause.end)]
    assert edges == sorted(edges)
    assert all(span.start <= edge <= span.end for edge in edges)
    assert span.start <= loudness.quietest(span) <= span.end
