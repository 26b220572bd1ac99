"""The programme behind tone, slate and silence; and nothing that is spoken taken for these."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.media import decode, probe
from pipeline.media.leader import leader_of
from pipeline.media.waveform import SAMPLE_RATE
from pipeline.transcript.parts import Excluded
from tests.support.media import write_wav
from tests.support.sounds import music
from tests.support.speech import Sound, babble, hum, silence

_TOP = Path(__file__).parents[2]
_NEAR = 0.7
"""Seconds by which the programme may be missed: half a second at a time is looked at."""


def tone(seconds: float, pitch: float = 1000.0, *, interrupted: bool = False) -> Sound:
    """At -18 decibels; interrupted on one of two channels, as EBU's is, it falls by half."""
    moments = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    sound = 0.178 * np.sin(2 * np.pi * pitch * moments)
    return np.where(moments % 3 < 0.25, sound / 2, sound) if interrupted else sound


def hiss(seconds: float, seed: int = 3) -> Sound:
    """Of a tape."""
    return 3e-4 * np.random.default_rng(seed).standard_normal(round(seconds * SAMPLE_RATE))


def begin(*parts: Sound) -> float | None:
    """Where the programme is taken to begin."""
    found = leader_of(np.concatenate(parts).astype(np.float32))
    return None if found is None else found.end


_HEADS = {
    "tone and silence": [tone(20.0), silence(10.0)],
    "interrupted tone": [tone(15.3, interrupted=True), silence(5.2)],
    "black, tone, slate": [silence(3.3), tone(30.1), silence(12.7)],
    "tape": [hiss(2.4), tone(20.2) + hiss(20.2), hiss(8.1)],
    "a beep before the programme": [tone(10.2), silence(6.3), tone(0.04), silence(1.96)],
    "silence": [silence(4.4)],
    "tone": [tone(5.0, 400.0)],
    "two tones": [tone(6.0, 100.0), tone(6.0, 10_000 / 3), silence(3.0)],
}  # fmt: skip


@pytest.mark.parametrize("name", _HEADS)
def test_the_programme_is_found_behind_every_usual_head(name: str) -> None:
    true = sum(map(len, _HEADS[name])) / SAMPLE_RATE
    found = begin(*_HEADS[name], babble(20.0))
    assert found is not None
    assert true - _NEAR < found < true + _NEAR


@given(st.floats(3.5, 12.0), st.floats(2.5, 8.0), st.integers(1, 9))
def test_of_any_length_they_are_passed_by_and_no_word_is_lost(first: float, second: float, seed: int) -> None:
    speech = babble(8.0, seed=seed)
    head = [tone(first), silence(second)]
    found = begin(*head, speech)
    true = sum(map(len, head)) / SAMPLE_RATE
    assert found is not None
    assert found > true - _NEAR
    lost = speech[: max(0, round((found - true) * SAMPLE_RATE))]
    assert np.abs(lost).max(initial=0.0) < 0.02


@pytest.mark.parametrize(
    "programme",
    [
        babble(20.0), hum(20.0), music(20.0, np.random.default_rng(2)),
        np.concatenate([silence(1.0), babble(9.0)]), np.concatenate([tone(1.0), babble(9.0)]),
        silence(20.0), tone(20.0), hiss(20.0), silence(0.1),
    ],
    ids=["speech", "hum", "music", "a breath before", "a chime before", "silence", "tone", "hiss", "nothing"],
)  # fmt: skip
def test_where_there_is_no_leader_nothing_is_skipped(programme: Sound) -> None:
    assert begin(programme) is None


def test_a_slate_with_a_voice_on_it_is_kept_with_all_that_follows() -> None:
    found = begin(tone(10.0), silence(3.0), babble(4.0), silence(8.0), babble(20.0))
    assert found == pytest.approx(13.0, abs=_NEAR)


def test_time_signals_are_passed_by_like_the_silence_between_them() -> None:
    pips = [part for _ in range(6) for part in (tone(0.1), silence(0.9))]
    assert begin(*pips, babble(10.0)) == pytest.approx(6.0, abs=_NEAR)


def test_the_example_begins_at_once() -> None:
    waveform = decode(probe(_TOP / "examples" / "harbour-bridge" / "segment.opus"), begin="auto")
    assert waveform.holes == ()
    assert waveform.notes[0] == "No leader was found: the programme begins at once."
    assert np.abs(waveform.samples[:SAMPLE_RATE]).max() > 0.01


def test_what_is_skipped_is_silent_recorded_and_told_and_times_stay(tmp_path: Path) -> None:
    parts = [tone(10.0), silence(5.0), babble(10.0)]
    path = write_wav(tmp_path / "tape.wav", np.concatenate(parts), SAMPLE_RATE)
    waveform = decode(probe(path), begin="auto")
    assert waveform.duration == pytest.approx(25.0)
    (leader,) = waveform.holes
    assert leader == Excluded(0.0, leader.end, "leader", evidence="tone (10 s) and silence (5 s)")
    assert leader.end == pytest.approx(15.0, abs=_NEAR)
    assert not waveform.samples[: round(14.0 * SAMPLE_RATE)].any()
    assert waveform.notes[0].startswith("The programme begins at 00:00:1")
    until = decode(probe(path), begin="auto", end="20")
    assert until.holes == waveform.holes
    assert not until.samples[round(20.0 * SAMPLE_RATE) :].any()
