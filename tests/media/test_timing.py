"""Every time is right, whatever the file's own clock does."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from pipeline.media import decode, probe
from pipeline.media.waveform import SAMPLE_RATE, Waveform
from pipeline.transcript.holes import DOUBTFUL, MISSING
from tests.support.media import encode, tone

_BEEP = "aevalsrc='if(between(t,1,1.2),0.8*sin(5000*t),0)':d=5:s=48000"
_PICTURES = ("-f", "lavfi", "-i", "color=size=64x64:rate=25:duration=8")


def loud_from(waveform: Waveform) -> float:
    """The first moment above a fifth of full scale, in seconds."""
    return float(np.argmax(np.abs(waveform.floats) > 0.2)) / SAMPLE_RATE


@pytest.mark.parametrize("ending", ["ts", "mpg", "mkv", "mp4"])
def test_sound_that_begins_three_seconds_after_its_pictures_is_heard_at_its_time(
    tmp_path: Path, ending: str
) -> None:
    codecs = ("-c:v", "mpeg2video", "-c:a", "aac" if ending == "mp4" else "mp2")
    late = ("-itsoffset", "3", "-f", "lavfi", "-i", _BEEP)
    waveform = decode(probe(encode(tmp_path / f"late.{ending}", *_PICTURES, *late, *codecs)))
    assert loud_from(waveform) == pytest.approx(4.0, abs=0.1)
    assert waveform.duration == pytest.approx(8.0, abs=0.1)
    assert waveform.notes == ("The sound begins 3.0 s after the start of the file.",)


def test_a_rate_that_changes_in_the_middle_makes_nothing_longer_and_is_told(tmp_path: Path) -> None:
    parts = [
        encode(
            tmp_path / f"{rate}.mp2", "-f", "lavfi", "-i", f"sine=440:d=5:sample_rate={rate}", "-c:a", "mp2",
            "-b:a", "64k",
        ).read_bytes()
        for rate in (48000, 22050)
    ]  # fmt: skip
    path = tmp_path / "joined.mp2"
    path.write_bytes(b"".join(parts))
    waveform = decode(probe(path))
    assert waveform.duration == pytest.approx(10.0, abs=0.2)
    assert waveform.notes == ("The sampling rate changes from 48000 to 22050 Hz at 00:00:05.",)
    assert waveform.holes == ()


def test_a_wav_that_is_joined_to_another_is_told_for_what_is_not_read(tmp_path: Path) -> None:
    one, other = tone(tmp_path / "1.wav", 3.0), tone(tmp_path / "2.wav", 2.0)
    path = tmp_path / "joined.wav"
    path.write_bytes(one.read_bytes() + other.read_bytes())
    (hole,) = decode(probe(path)).holes
    assert (hole.start, hole.end, hole.kind) == (3.0, 5.0, MISSING)
    assert hole.evidence == "another WAV file is joined to it, which is not read"


def test_samples_that_are_no_numbers_are_silent_and_told_with_their_place(tmp_path: Path) -> None:
    samples = 0.3 * np.sin(np.arange(3 * SAMPLE_RATE) / 5).astype("<f4")
    samples[SAMPLE_RATE : 2 * SAMPLE_RATE] = np.nan
    path = tmp_path / "nan.wav"
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 3, 1, SAMPLE_RATE, SAMPLE_RATE * 4, 4, 32)
    head = b"RIFF" + struct.pack("<I", 36 + samples.nbytes) + b"WAVE" + form + b"data"
    path.write_bytes(head + struct.pack("<I", samples.nbytes) + samples.tobytes())
    waveform = decode(probe(path))
    (hole,) = waveform.holes
    assert (hole.kind, hole.evidence) == (DOUBTFUL, "samples that are no numbers")
    assert (hole.start, hole.end) == pytest.approx((1.0, 2.0), abs=0.01)
    assert np.isfinite(waveform.floats).all()


def wrapped(path: Path, seconds: int = 705) -> Path:
    """A WAV above 4 GB, of which nothing but its header takes room; its sizes say 5.9 s."""
    rate, align = 192_000, 32
    size = seconds * rate * align
    head = b"RIFF" + struct.pack("<I", (size + 36) & 0xFFFFFFFF) + b"WAVEfmt "
    head += struct.pack("<IHHIIHH", 16, 3, 8, rate, rate * align, align, 32)
    with path.open("wb") as file:
        file.write(head + b"data" + struct.pack("<I", size & 0xFFFFFFFF))
        file.truncate(file.tell() + size)
    return path


def test_a_wav_whose_size_did_not_fit_into_its_header_is_as_long_as_it_is(tmp_path: Path) -> None:
    media = probe(wrapped(tmp_path / "large.wav"))
    assert media.duration == pytest.approx(705, abs=1)
    assert media.tracks[0].channels == 8


def test_a_sparse_file_behind_a_small_wav_keeps_nobody_busy(tmp_path: Path) -> None:
    path = tone(tmp_path / "sparse.wav", 1.0)
    with path.open("ab") as file:
        file.truncate(3 << 30)
    assert probe(path).tracks[0].sample_rate == 16000
