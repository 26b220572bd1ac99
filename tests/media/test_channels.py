"""Whether two channels are one programme, a voice on each, or one upside down."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.media import decode, probe
from pipeline.media.channels import RATE, Channels, compare

_SECONDS = 40
Sound = NDArray[np.float64]


def voice(seed: int, seconds: int = _SECONDS) -> Sound:
    """Noise that comes in syllables and sentences, with pauses, as a voice does."""
    random = np.random.default_rng(seed)
    count = seconds * RATE
    syllables = np.repeat(random.uniform(0.3, 1.0, seconds * 5), RATE // 5)[:count]
    speaking = np.repeat(random.random(seconds) > 0.4, RATE)[:count]
    return np.asarray(0.2 * random.normal(size=count) * syllables * speaking)


def noise(level: float, seed: int) -> Sound:
    """Steady ambience."""
    return np.asarray(level * np.random.default_rng(seed).normal(size=_SECONDS * RATE))


def tune(seed: int) -> Sound:
    """An instrument: notes of a quarter of a second that fade, without a pause."""
    random = np.random.default_rng(seed)
    moments = np.arange(_SECONDS * RATE)
    pitch = np.repeat(random.choice([220, 262, 330, 392], _SECONDS * 4), RATE // 4)
    return np.asarray(
        0.1 * np.sin(2 * np.pi * pitch * moments / RATE) * np.exp(-(moments % (RATE // 4)) / RATE * 6)
    )


def sides(left: Sound, right: Sound) -> NDArray[np.int16]:
    """Both channels as 16-bit samples."""
    return (np.clip(np.stack([left, right], axis=1), -1, 1) * 32767).astype(np.int16)


_SPOKEN, _OTHER = voice(1), voice(2)
_DIALOGUE = np.repeat(np.arange(_SECONDS) // 4 % 2, RATE)
_ONE_PROGRAMME = {
    "mono copied": sides(_SPOKEN, _SPOKEN),
    "mono with other noise on each side": sides(_SPOKEN + noise(0.02, 3), _SPOKEN + noise(0.02, 4)),
    "one side louder": sides(_SPOKEN, 0.2 * _SPOKEN),
    "one side silent": sides(_SPOKEN, 0 * _SPOKEN),
    "panned music": sides(0.9 * tune(5) + 0.3 * tune(6), 0.3 * tune(5) + 0.9 * tune(6)),
    "a voice in the middle of wide music": sides(_SPOKEN + tune(5), _SPOKEN + tune(6)),
    "a reporter and the ambience": sides(_SPOKEN, noise(0.05, 3)),
    "two microphones three metres apart": sides(_SPOKEN, 0.5 * np.roll(_SPOKEN, RATE // 110)),
    "silence": sides(0 * _SPOKEN, 0 * _SPOKEN),
    "too short": sides(_SPOKEN, _OTHER)[: RATE // 2],
    "empty": sides(_SPOKEN, _OTHER)[:0],
}


@pytest.mark.parametrize("kind", _ONE_PROGRAMME)
def test_an_ordinary_programme_in_stereo_is_no_dialogue(kind: str) -> None:
    assert compare(_ONE_PROGRAMME[kind]) is Channels.ONE_PROGRAMME


@pytest.mark.parametrize(
    "channels",
    [
        sides(_SPOKEN, _OTHER),
        sides(_SPOKEN + noise(0.001, 3), _OTHER + noise(0.001, 4)),
        sides(_SPOKEN * _DIALOGUE, _SPOKEN * (1 - _DIALOGUE)),
    ],
    ids=["at once", "with a little noise", "by turns"],
)
def test_a_voice_on_each_channel_is_told(channels: NDArray[np.int16]) -> None:
    assert compare(channels) is Channels.TWO_VOICES


def test_channels_that_cancel_each_other_out_are_told() -> None:
    assert compare(sides(_SPOKEN, -_SPOKEN)) is Channels.OPPOSITE
    assert compare(sides(_SPOKEN + noise(0.005, 3), -0.9 * _SPOKEN)) is Channels.OPPOSITE


def stereo(path: Path, channels: NDArray[np.int16]) -> Path:
    """A stereo WAV file at RATE."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(channels.tobytes())
    return path


def test_a_recording_with_a_voice_on_each_channel_carries_a_note_that_says_what_helps(tmp_path: Path) -> None:
    waveform = decode(probe(stereo(tmp_path / "phone.wav", sides(_SPOKEN, _OTHER))))
    (note,) = waveform.notes
    assert "different voices" in note
    assert "--tracks 1 -o LEFT, then --tracks 2 -o RIGHT" in note
    assert waveform.duration == pytest.approx(_SECONDS, abs=0.01)
    left, right = (decode(probe(tmp_path / "phone.wav"), tracks=number) for number in "12")
    assert not np.array_equal(left.samples, right.samples)
    assert not any("different voices" in told for told in (*left.notes, *right.notes))


def test_of_channels_in_opposite_phase_the_left_one_is_heard_and_it_is_noted(tmp_path: Path) -> None:
    opposite = decode(probe(stereo(tmp_path / "opposite.wav", sides(_SPOKEN, -_SPOKEN))))
    plain = decode(probe(stereo(tmp_path / "plain.wav", sides(_SPOKEN, _SPOKEN))))
    assert "opposite phase" in opposite.notes[0]
    assert plain.notes == ()
    assert np.corrcoef(opposite.floats, plain.floats)[0, 1] > 0.99
    assert np.abs(opposite.floats).max() > 0.1


def test_voices_on_each_channel_are_found_in_samples_of_a_long_recording(tmp_path: Path) -> None:
    long = np.tile(sides(_SPOKEN, _OTHER), (8, 1))
    waveform = decode(probe(stereo(tmp_path / "long.wav", long)))
    assert len(waveform.notes) == 1
    assert waveform.duration == pytest.approx(8 * _SECONDS, abs=0.01)
