"""Windows: what a recognizer hears, and where that lies in the recording."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.engines.diarization import Turn
from pipeline.engines.recognition import Window
from pipeline.media.waveform import SAMPLE_RATE, Waveform
from pipeline.transcript.span import Span

_TWO = Window((Span(10.0, 14.0), Span(20.0, 26.0)), (Turn(10.0, 14.0, "A"), Turn(20.5, 25.5, "B")))


def test_a_window_without_pieces_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one piece"):
        Window(())


def test_pieces_are_heard_end_to_end() -> None:
    sound = Waveform(np.arange(30 * SAMPLE_RATE, dtype=np.float32))
    heard = _TWO.sound(sound)
    assert len(heard) == 10 * SAMPLE_RATE
    assert heard[0] == 10 * SAMPLE_RATE
    assert heard[4 * SAMPLE_RATE] == 20 * SAMPLE_RATE
    assert (_TWO.start, _TWO.end, _TWO.seconds) == (10.0, 26.0, 10.0)


@pytest.mark.parametrize(
    ("heard", "placed"),
    [
        (Span(0.0, 1.0), Span(10.0, 11.0)),
        (Span(4.0, 5.0), Span(20.0, 21.0)),
        (Span(3.0, 4.5), Span(13.0, 14.0)),
        (Span(3.5, 5.0), Span(20.0, 21.0)),
        (Span(9.5, 12.0), Span(25.5, 26.0)),
        (Span(4.0, 4.0), Span(20.0, 20.0)),
    ],
)
def test_what_is_heard_has_its_place_in_one_piece_of_the_recording(heard: Span, placed: Span) -> None:
    assert _TWO.place(heard) == placed


def test_a_part_takes_the_turns_that_lie_in_it() -> None:
    assert _TWO.part(0.0, 4.0) == Window((Span(10.0, 14.0),), _TWO.turns[:1])
    assert _TWO.part(2.0, 6.0) == Window((Span(12.0, 14.0), Span(20.0, 22.0)), _TWO.turns)


def test_a_part_that_is_only_air_belongs_to_the_nearest_turn() -> None:
    assert _TWO.part(9.7, 10.0).turns == _TWO.turns[1:]


@given(st.lists(st.tuples(st.floats(0.0, 5.0), st.floats(0.1, 9.0)), min_size=1, max_size=5), st.floats(0, 1))
def test_two_parts_make_the_whole(gaps: list[tuple[float, float]], share: float) -> None:
    moment = 0.0
    pieces: list[Span] = []
    for gap, length in gaps:
        pieces.append(Span(moment + gap, moment + gap + length))
        moment = pieces[-1].end
    window = Window(tuple(pieces))
    cut = window.seconds * (0.1 + 0.8 * share)
    first, second = window.part(0.0, cut), window.part(cut, window.seconds)
    assert first.seconds + second.seconds == pytest.approx(window.seconds)
    assert first.end <= second.start + 1e-9
