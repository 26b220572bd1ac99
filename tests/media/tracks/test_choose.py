"""What is listened to of several tracks: where speech is, as loud as it was recorded."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.errors import InputError
from pipeline.media import decode, probe
from pipeline.media.tracks.choose import choose
from pipeline.media.tracks.evidence import hear
from pipeline.media.waveform import Waveform
from tests.support.media import encode
from tests.support.speech import Sound, babble, hum, silence, write_channels

_SECONDS = 20.0


def level(samples: Sound) -> float:
    """In dB."""
    return float(10 * np.log10(np.mean(np.square(samples))))


def listened(path: Path, tracks: str | None = None) -> tuple[Waveform, str]:
    """What is heard of a file, and what is said of that."""
    waveform = decode(probe(path), tracks=tracks)
    (note,) = waveform.notes
    return waveform, note


def assert_as_loud(waveform: Waveform, sound: Sound) -> None:
    assert level(waveform.floats.astype(np.float64)) == pytest.approx(level(sound), abs=3.0)


@pytest.mark.parametrize("place", [0, 8, 15])
def test_speech_on_one_of_sixteen_channels_is_found(tmp_path: Path, place: int) -> None:
    speech = babble(_SECONDS)
    channels = [speech if number == place else silence(_SECONDS) for number in range(16)]
    channels[5 if place != 5 else 6] = hum(_SECONDS)
    waveform, note = listened(write_channels(tmp_path / "sixteen.wav", channels))
    assert_as_loud(waveform, speech)
    assert note.startswith(f"Track {place + 1} of 16 was listened to: speech ")
    assert waveform.tracks[0].heard == (place + 1,)


def test_speech_on_the_second_mono_track_of_a_film_is_found_and_why_the_first_is_not_heard_is_said(
    tmp_path: Path,
) -> None:
    speech = babble(_SECONDS, 48000)
    wav = write_channels(tmp_path / "speech.wav", [speech], 48000)
    tone = ("-f", "lavfi", "-i", f"sine=1000:d={_SECONDS}:sample_rate=48000")
    pictures = ("-f", "lavfi", "-i", f"color=size=64x64:rate=25:duration={_SECONDS}")
    film = encode(
        tmp_path / "film.mxf", *pictures, *tone, "-i", str(wav), "-map", "0:v", "-map", "1:a", "-map", "2:a",
        "-c:v", "mpeg2video", "-c:a", "pcm_s16le",
    )  # fmt: skip
    waveform, note = listened(film)
    assert_as_loud(waveform, speech)
    assert "Track 2 of 2 was listened to" in note
    assert note.endswith("track 1: -21 dB, speech 0%.")
    assert [track.used for track in waveform.tracks] == [False, True]


@pytest.mark.parametrize("place", [2, 3], ids=["centre", "low frequencies"])
def test_speech_on_any_channel_of_surround_sound_is_found(tmp_path: Path, place: int) -> None:
    speech = babble(_SECONDS, 48000)
    channels = [speech if number == place else silence(_SECONDS, 48000) for number in range(6)]
    wav = write_channels(tmp_path / "six.wav", channels, 48000)
    six = encode(tmp_path / "six.mka", "-channel_layout", "5.1", "-i", str(wav), "-c:a", "flac")
    waveform, _ = listened(six)
    assert_as_loud(waveform, speech)


def test_stereo_in_opposite_phase_is_heard_as_loud_as_it_was_recorded(tmp_path: Path) -> None:
    speech = babble(_SECONDS)
    waveform, note = listened(write_channels(tmp_path / "anti.wav", [speech, -speech]))
    assert_as_loud(waveform, speech)
    assert "opposite phase" in note


def test_two_voices_on_tracks_of_their_own_are_both_heard(tmp_path: Path) -> None:
    moments = np.arange(round(_SECONDS * 16000)) / 16000
    turn = (moments // 4) % 2
    one, other = babble(_SECONDS, seed=2) * (turn == 0), babble(_SECONDS, seed=3) * (turn == 1)
    path = write_channels(tmp_path / "mics.wav", [silence(_SECONDS), one, other])
    waveform, note = listened(path)
    assert "Track 2+3 of 3 was listened to: different voices are on them" in note
    assert_as_loud(waveform, one + other)


def test_a_track_that_was_asked_for_is_taken_whatever_is_on_it(tmp_path: Path) -> None:
    path = write_channels(tmp_path / "two.wav", [babble(_SECONDS), hum(_SECONDS)])
    waveform, note = listened(path, "2")
    assert_as_loud(waveform, hum(_SECONDS))
    assert note == "Track 2 of 2 was listened to, as asked."
    both, _ = listened(path, "1+2")
    assert level(both.floats.astype(np.float64)) > level(waveform.floats.astype(np.float64)) - 3.0


def test_a_track_that_is_not_there_is_refused_with_how_many_there_are(tmp_path: Path) -> None:
    path = write_channels(tmp_path / "two.wav", [hum(1.0), hum(1.0)])
    with pytest.raises(InputError, match=r"has no track 3: it has 2\. `pipeline probe` lists them"):
        decode(probe(path), tracks="1,3")


def test_a_model_decides_where_there_is_one(tmp_path: Path) -> None:
    path = write_channels(tmp_path / "three.wav", [babble(_SECONDS), silence(_SECONDS), hum(_SECONDS)])
    choice = choose(probe(path), ear=lambda sound: 0.9 if sound.floats.std() > 0.2 else 0.0)
    assert choice.mix is not None
    assert [one.number for one in choice.mix.channels] == [3]


def test_without_speech_anywhere_the_first_stream_is_taken_and_that_is_said(tmp_path: Path) -> None:
    choice = choose(probe(write_channels(tmp_path / "hum.wav", [hum(5.0)] * 3)))
    assert choice.mix is None
    assert choice.told == "No speech was found on any of 3 tracks; the first stream was taken."


def test_one_or_two_channels_of_a_single_stream_need_no_choice(tmp_path: Path) -> None:
    assert choose(probe(write_channels(tmp_path / "one.wav", [hum(1.0)]))).told is None
    assert choose(probe(write_channels(tmp_path / "two.wav", [hum(1.0)] * 2))).told is None


def test_copies_and_channels_upside_down_are_told(tmp_path: Path) -> None:
    speech = babble(5.0)
    path = write_channels(tmp_path / "four.wav", [speech, silence(5.0), 0.5 * speech, -speech])
    evidence = hear(probe(path)).evidence
    assert [(one.silent, one.same, one.opposite) for one in evidence] == [
        (False, None, None), (True, None, None), (False, 1, None), (False, None, 1),
    ]  # fmt: skip
    assert evidence[3].told.endswith("1 upside down")


def test_data_in_the_place_of_sound_is_not_listened_to(tmp_path: Path) -> None:
    chance = np.random.default_rng(4)
    data = chance.integers(-32768, 32767, (10 * 48000, 2)).astype("<i2")
    for burst in range(0, len(data), 1920):
        data[burst] = np.array([0xF872, 0x4E1F], dtype=np.uint16).view(np.int16)
        data[burst + 1, 0] = 28
    speech = (babble(10.0, 48000) * 32767).astype("<i2")
    path = tmp_path / "dolby.wav"
    write_channels(path, [data[:, 0] / 32767.0, data[:, 1] / 32767.0, speech / 32767.0], 48000)
    raw = np.concatenate([data, speech[:, None]], axis=1).astype("<i2").tobytes()
    path.write_bytes(path.read_bytes()[:44] + raw)
    evidence = hear(probe(path)).evidence
    assert [one.coded for one in evidence] == ["Dolby E", "Dolby E", None]
    assert "Track 3 of 3 was listened to" in listened(path)[1]
