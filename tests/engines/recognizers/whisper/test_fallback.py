"""Which windows are decoded again, and what is kept."""

from __future__ import annotations

import pytest

from pipeline.engines.recognizers.whisper.decoded import Decoded, Settings
from pipeline.engines.recognizers.whisper.fallback import decode_with_fallback, doubt_of
from pipeline.engines.recognizers.whisper.placing import Piece
from tests.support.whisper_model import ScriptedModel, decoded

_UNSURE = decoded(1, log_probability=-1.5)
_LOOP = decoded(2, compression=5.0)


def kept(model: ScriptedModel, *starts: float) -> list[Decoded]:
    """What is kept of the windows at `starts`."""
    seeds = [round(start * 1000) for start in starts]
    return decode_with_fallback(model, list(starts), [50] * len(starts), Settings("en"), seeds)


def test_windows_that_come_out_well_are_decoded_once() -> None:
    good = decoded(7)
    model = ScriptedModel({0.0: [good], 1.0: [good]})
    assert kept(model, 0.0, 1.0) == [good, good]
    assert len(model.asked) == 1


def test_only_the_window_that_failed_is_decoded_again_until_it_stands() -> None:
    good, better = decoded(7), decoded(8, temperature=0.4)
    model = ScriptedModel({0.0: [good], 1.0: [_UNSURE, _LOOP, better]})
    assert kept(model, 0.0, 1.0) == [good, better]
    assert [(features, temperature) for features, _, temperature, _, _ in model.asked] == [
        ([0.0, 1.0], 0.0),
        ([1.0], 0.2),
        ([1.0], 0.4),
    ]


def test_every_window_and_temperature_draws_from_random_numbers_of_its_own() -> None:
    model = ScriptedModel({1.0: [_UNSURE], 2.0: [_UNSURE]})
    kept(model, 1.0, 2.0)
    drawn = [seed for _, _, temperature, _, seeds in model.asked for seed in seeds if temperature]
    assert len(drawn) == len(set(drawn)) == 10


def test_when_all_attempts_fail_the_one_with_the_fewest_faults_is_kept() -> None:
    both = decoded(3, log_probability=-2.0, compression=5.0)
    model = ScriptedModel({0.0: [both, _LOOP, both]})
    assert kept(model, 0.0) == [_LOOP]
    assert len(model.asked) == 6


def test_silence_is_not_decoded_again() -> None:
    silence = decoded(4, log_probability=-1.5, no_speech=0.9)
    model = ScriptedModel({0.0: [silence]})
    assert kept(model, 0.0) == [silence]
    assert len(model.asked) == 1


def test_the_same_words_many_times_over_are_no_fault_where_each_has_its_place() -> None:
    model = ScriptedModel({0.0: [_LOOP]})
    assert kept(model, 0.0) == [_LOOP]
    assert len(model.asked) == 1


def test_a_loop_crowded_into_a_moment_is_decoded_again() -> None:
    better = decoded(8, temperature=0.2)
    model = ScriptedModel({0.0: [_LOOP, better]}, spoken={0.0: 0.05})
    assert kept(model, 0.0) == [better]


def piece(probability: float) -> Piece:
    return Piece("word", 0.0, 0.5, probability)


@pytest.mark.parametrize(
    ("result", "sure", "words", "believable"),
    [
        (decoded(1, log_probability=-1.5, no_speech=0.9), 0.9, "no speech", False),
        (decoded(1, no_speech=0.9), 0.3, "no speech", False),
        (_UNSURE, 0.9, "unsure", True),
        (decoded(1, no_speech=0.9), 0.9, "perhaps no speech", True),
        (decoded(1, complete=False), 0.9, "cut off", True),
    ],
)
def test_what_the_model_says_against_a_text_becomes_a_doubt(
    result: Decoded, sure: float, words: str, believable: bool
) -> None:
    doubt = doubt_of(result, [piece(sure)])
    assert doubt is not None
    assert words in doubt.reason
    assert doubt.believable is believable


def test_nothing_is_said_against_a_good_text() -> None:
    assert doubt_of(decoded(1), [piece(0.9)]) is None
