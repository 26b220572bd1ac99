"""Media to 16 kHz mono: all of it, at the right times, or a clear refusal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline.errors import InputError
from pipeline.media import decode, probe
from pipeline.media.waveform import SAMPLE_RATE, Waveform
from tests.support.media import RECIPES, SECONDS, encode, half, made, noise, patched, put, tone

_FORMATS = [name for name in RECIPES if name != "mute.mp4" and not name.startswith("long_pictures")]
_ANNOUNCING = [
    "stereo.wav", "large.rf64.wav", "wave.w64", "apple.caf", "apple.aiff", "sun.au", "flac.flac",
    "layer3.mp3", "first.m4a", "first.mp4", "film.mkv", "film.avi", "broadcast.mxf", "old.wma",
]  # fmt: skip


def pitch(waveform: Waveform) -> float:
    """The loudest frequency, in Hz."""
    spectrum = np.abs(np.fft.rfft(waveform.floats))
    return float(np.argmax(spectrum)) * SAMPLE_RATE / len(waveform.floats)


def loud_from(waveform: Waveform) -> float:
    """The first moment above a fifth of full scale, in seconds."""
    return float(np.argmax(np.abs(waveform.floats) > 0.2)) / SAMPLE_RATE


@pytest.mark.parametrize("name", _FORMATS)
def test_every_usual_kind_of_file_becomes_one_channel_of_16_khz_and_of_the_same_length(
    tmp_path: Path, name: str
) -> None:
    waveform = decode(probe(put(tmp_path, name)))
    assert waveform.floats.dtype == np.float32
    assert waveform.floats.ndim == 1
    assert waveform.duration == pytest.approx(SECONDS, abs=0.1)
    assert pitch(waveform) == pytest.approx(440, abs=2)
    assert 0.05 < np.abs(waveform.floats).max() <= 1.0


def test_the_track_in_use_is_the_one_decoded(tmp_path: Path) -> None:
    sound = ("-f", "lavfi", "-i", "sine=440:d=1", "-f", "lavfi", "-i", "sine=880:d=1")
    media = probe(encode(tmp_path / "two.mkv", *sound, "-map", "0:a", "-map", "1:a"))
    other = replace(
        media, tracks=tuple(replace(track, used=track.index == 1) for track in media.tracks), sound_end=None
    )
    assert pitch(decode(media)) == pytest.approx(440, abs=2)
    assert pitch(decode(other)) == pytest.approx(880, abs=2)


def test_sound_that_begins_after_the_pictures_keeps_its_time(tmp_path: Path) -> None:
    pictures = ("-f", "lavfi", "-i", "color=size=64x64:rate=25:duration=4")
    late = ("-itsoffset", "2", "-f", "lavfi", "-i", "aevalsrc=0.8*sin(2000*t):d=2:s=48000")
    media = probe(encode(tmp_path / "late.mp4", *pictures, *late, "-c:v", "mpeg4", "-c:a", "aac"))
    waveform = decode(media)
    assert loud_from(waveform) == pytest.approx(2.0, abs=0.1)
    assert waveform.duration == pytest.approx(4.0, abs=0.1)


@pytest.mark.parametrize("lost", [(5, 9), (5, 35)], ids=["short", "longer than ffmpeg's own limit"])
def test_a_hole_in_a_transport_stream_does_not_move_what_follows(
    tmp_path: Path, lost: tuple[int, int]
) -> None:
    beep = "aevalsrc='if(between(t,40,41),0.8*sin(5000*t),0.001*sin(600*t))':d=42:s=48000"
    path = encode(tmp_path / "hole.ts", "-f", "lavfi", "-i", beep, "-c:a", "mp2")
    packets = len(path.read_bytes()) // 188
    first, after = (188 * (packets * second // 42) for second in lost)
    content = path.read_bytes()
    path.write_bytes(content[:first] + content[after:])
    waveform = decode(probe(path))
    assert loud_from(waveform) == pytest.approx(40.0, abs=0.1)
    assert waveform.duration == pytest.approx(42.0, abs=0.2)


def test_a_clock_that_starts_again_loses_nothing(tmp_path: Path) -> None:
    """Two recordings of a transport stream in one file, as a recorder leaves them that was restarted."""
    content = made("air.ts")
    (tmp_path / "twice.ts").write_bytes(content + content)
    assert decode(probe(tmp_path / "twice.ts")).duration == pytest.approx(2 * SECONDS, abs=0.2)


def cut_off(path: Path) -> str:
    """Why the file is refused."""
    with pytest.raises(InputError) as caught:
        decode(probe(path))
    assert "--partial" in caught.value.hint
    return caught.value.message


@pytest.mark.parametrize("name", _ANNOUNCING)
def test_a_copy_that_was_cut_off_is_refused_with_both_lengths(tmp_path: Path, name: str) -> None:
    message = cut_off(put(tmp_path, name, half))
    assert repr(str(tmp_path / name)) in message
    announced, held = (float(word) for word in message.split() if word.replace(".", "").isdigit())
    assert announced == pytest.approx(SECONDS, abs=0.7)
    assert held == pytest.approx(SECONDS / 2, abs=0.6)


@pytest.mark.parametrize("name", _ANNOUNCING)
def test_partial_takes_what_there_is_of_a_copy_that_was_cut_off(tmp_path: Path, name: str) -> None:
    media = probe(put(tmp_path, name, half))
    assert decode(media, partial=True).duration == pytest.approx(SECONDS / 2, abs=0.6)


@pytest.mark.parametrize("name", ["uncounted.mp3", "raw.aac", "air.ts", "voice.opus"])
def test_what_announces_no_length_cannot_be_called_cut_off(tmp_path: Path, name: str) -> None:
    assert decode(probe(put(tmp_path, name, half))).duration == pytest.approx(SECONDS / 2, abs=0.3)


@pytest.mark.parametrize("name", ["long_pictures.mp4", "long_pictures.mkv"])
def test_pictures_that_go_on_after_the_sound_are_not_taken_for_a_cut(tmp_path: Path, name: str) -> None:
    assert decode(probe(put(tmp_path, name))).duration == pytest.approx(1.0, abs=0.1)


@pytest.mark.parametrize("name", ["a.mp3", "a.aac"])
def test_a_quiet_beginning_does_not_make_a_stream_seem_cut(tmp_path: Path, name: str) -> None:
    """FFmpeg guesses the length of a variable stream from its first frames: silence makes it far too long."""
    sound = (
        "-f",
        "lavfi",
        "-i",
        "anullsrc=r=44100:cl=mono:d=5",
        "-f",
        "lavfi",
        "-i",
        "anoisesrc=d=5:r=44100:a=0.8",
    )
    joined = ("-filter_complex", "[0][1]concat=n=2:v=0:a=1", "-q:a", "2")
    codec = ("-write_xing", "0") if name.endswith("mp3") else ("-c:a", "aac")
    media = probe(encode(tmp_path / name, *sound, *joined, *codec))
    assert media.duration is not None
    assert media.duration > 15
    assert decode(media).duration == pytest.approx(10.0, abs=0.2)


def test_a_hole_in_an_mp3_is_noticed(tmp_path: Path) -> None:
    """Its frames carry no times, so that everything after the hole would be early without silence there."""
    size = len(made("layer3.mp3"))
    path = put(tmp_path, "layer3.mp3", lambda content: patched(content, size // 4, bytes(size // 2)))
    waveform = decode(probe(path))
    assert [one.kind for one in waveform.holes] == ["missing"]
    assert waveform.duration == pytest.approx(SECONDS, abs=0.1)


def test_a_header_that_announces_years_takes_no_more_memory_than_there_is_sound(tmp_path: Path) -> None:
    media = replace(probe(put(tmp_path, "mono8k.wav")), duration=1e9, sound_end=None)
    assert decode(media).duration == pytest.approx(SECONDS)


def test_sound_longer_than_announced_is_read_to_its_end(tmp_path: Path) -> None:
    path = tone(tmp_path / "long.wav", seconds=130.0, rate=8000)
    media = replace(probe(path), duration=1.0)
    waveform = decode(media)
    assert waveform.duration == pytest.approx(130.0)
    assert pitch(waveform) == pytest.approx(440, abs=1)


def test_a_length_that_is_not_known_is_no_obstacle(tmp_path: Path) -> None:
    media = replace(probe(put(tmp_path, "mono8k.wav")), duration=None, sound_end=None)
    assert decode(media).duration == pytest.approx(SECONDS)


def test_progress_rises_to_the_end(tmp_path: Path) -> None:
    told: list[float] = []
    decode(probe(tone(tmp_path / "a.wav", seconds=60.0)), progress=told.append)
    assert told == sorted(told)
    assert len(told) > 3
    assert told[-1] == pytest.approx(1.0)


def nothing_decoded(path: Path) -> str:
    """Why the file is refused, once it has passed as media."""
    media = probe(path)
    with pytest.raises(InputError, match="No sound could be decoded") as caught:
        decode(media)
    return caught.value.message


def test_a_film_whose_sound_is_lost_altogether_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, "first.mp4", lambda content: content[: content.index(b"mdat") + 4])
    assert "partial file" in nothing_decoded(path)


def test_a_film_whose_sound_is_only_noise_is_refused_without_the_insides_of_ffmpeg(tmp_path: Path) -> None:
    def replaced(content: bytes) -> bytes:
        start = content.index(b"mdat") + 8
        return patched(content, start, noise(len(content) - start))

    message = nothing_decoded(put(tmp_path, "first.mp4", replaced))
    assert "[" not in message
    assert " @ 0x" not in message


def test_nothing_at_all_in_an_mp3_is_refused(tmp_path: Path) -> None:
    (tmp_path / "zeros.mp3").write_bytes(bytes(100_000))
    nothing_decoded(tmp_path / "zeros.mp3")


@pytest.fixture
def failing_ffmpeg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a program in ffmpeg's place that writes two seconds of sound and then does what it is told."""

    def install(end: str) -> None:
        program = tmp_path / "ffmpeg"
        program.write_text(f"#!/bin/sh\nhead -c {2 * 4 * SAMPLE_RATE} /dev/zero\n{end}\n")
        program.chmod(0o755)
        monkeypatch.setattr(sys.modules["pipeline.media.command"], "ffmpeg_program", lambda: str(program))

    return install


@pytest.mark.parametrize("end", ["exit 1", "kill -9 $$"])
def test_an_ffmpeg_that_gives_up_half_way_does_not_pass_for_the_end_of_the_sound(
    tmp_path: Path, failing_ffmpeg: Callable[[str], None], end: str
) -> None:
    path = put(tmp_path, "air.ts")
    failing_ffmpeg(end)
    assert "could be read for 2.0 s, then ffmpeg gave up" in cut_off(path)
    assert decode(probe(path), partial=True).duration == pytest.approx(2.0)


def test_memory_that_runs_out_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(np.ndarray[Any, Any]):
        def resize(self, *_: object, **__: object) -> None:
            raise MemoryError

    monkeypatch.setattr(np, "empty", lambda *a, **k: np.zeros(*a, **k).view(Full))
    media = replace(probe(tone(tmp_path / "a.wav", seconds=60.0)), duration=1.0)
    with pytest.raises(InputError, match="too long for this machine's memory"):
        decode(media)


@pytest.mark.parametrize(
    "name", [b"\xff\xfe.wav", b"-i.wav", b"pic%03d.wav", b"new\nline.wav", b"the media file"]
)
def test_any_name_is_only_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: bytes) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path(os.fsdecode(name))
    put(tmp_path, "mono8k.wav").rename(path)
    assert decode(probe(path)).duration == pytest.approx(SECONDS)


def test_samples_that_are_no_numbers_become_silence(tmp_path: Path) -> None:
    sound = np.full(SAMPLE_RATE, 0.25, dtype="<f4")
    sound[100:200] = np.nan
    header = b"RIFF" + (36 + sound.nbytes).to_bytes(4, "little") + b"WAVEfmt " + (16).to_bytes(4, "little")
    header += b"".join(
        value.to_bytes(size, "little")
        for value, size in ((3, 2), (1, 2), (SAMPLE_RATE, 4), (4 * SAMPLE_RATE, 4), (4, 2), (32, 2))
    )
    path = tmp_path / "float.wav"
    path.write_bytes(header + b"data" + sound.nbytes.to_bytes(4, "little") + sound.tobytes())
    waveform = decode(probe(path))
    assert np.isfinite(waveform.floats).all()
    assert waveform.floats[5000] == pytest.approx(0.25)
