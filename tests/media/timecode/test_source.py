"""The programme's own clock, read from files as programs write them."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from pipeline.media.probe import probe
from pipeline.transcript.frames import FrameClock
from pipeline.transcript.recording import Timecode
from tests.support.media import encode, tone

_SOUND = ("-f", "lavfi", "-i", "sine=d=2:sample_rate=48000")


def film(path: Path, rate: str, label: str, codec: str = "mpeg2video", sound: str = "pcm_s16le") -> Path:
    """Two seconds with a timecode."""
    pictures = ("-f", "lavfi", "-i", f"testsrc=size=720x576:rate={rate}:duration=2")
    return encode(path, *pictures, *_SOUND, "-timecode", label, "-c:v", codec, "-c:a", sound)


@pytest.mark.parametrize(
    ("name", "rate", "label", "codec", "found"),
    [
        ("a.mxf", "25", "10:00:00:00", "mpeg2video", Timecode("10:00:00:00", "25/1", False, "mxf")),
        ("a.mxf", "30000/1001", "01:00:00;02", "mpeg2video",
         Timecode("01:00:00;02", "30000/1001", True, "mxf")),
        ("a.mxf", "30000/1001", "01:00:00:00", "mpeg2video",
         Timecode("01:00:00:00", "30000/1001", False, "mxf")),
        ("a.mov", "25", "09:58:30:12", "mpeg4", Timecode("09:58:30:12", "25/1", False, "mov tmcd")),
        ("a.mov", "24000/1001", "01:00:00:00", "mpeg4",
         Timecode("01:00:00:00", "24000/1001", False, "mov tmcd")),
        ("a.mov", "60000/1001", "01:00:00;04", "mpeg4",
         Timecode("01:00:00;04", "60000/1001", True, "mov tmcd")),
    ],
)  # fmt: skip
def test_a_film_tells_its_timecode_with_how_it_counts(
    tmp_path: Path, name: str, rate: str, label: str, codec: str, found: Timecode
) -> None:
    assert probe(film(tmp_path / name, rate, label, codec)).timecode == found


def test_a_transport_stream_tells_that_of_its_pictures(tmp_path: Path) -> None:
    path = film(tmp_path / "a.ts", "25", "10:00:00:00", sound="mp2")
    timecode = probe(path).timecode
    assert timecode is not None
    assert (timecode.source, timecode.rate) == ("mpeg-2", "25/1")
    assert abs(FrameClock.of(timecode).first - 10 * 3600 * 25) <= 1


def test_pictures_whose_clock_begins_at_0_tell_nothing(tmp_path: Path) -> None:
    assert probe(film(tmp_path / "a.ts", "25", "00:00:00:00", sound="mp2")).timecode is None


def test_a_missing_timecode_is_none(tmp_path: Path) -> None:
    assert probe(tone(tmp_path / "a.wav")).timecode is None


def test_samples_since_midnight_are_counted_in_milliseconds_where_nobody_tells_frames(tmp_path: Path) -> None:
    path = encode(
        tmp_path / "a.wav", *_SOUND, "-write_bext", "1", "-metadata", f"time_reference={48000 * 36000 + 24}"
    )
    assert probe(path).timecode == Timecode("10:00:00:000", "1000/1", False, "bwf")


def with_chunk(path: Path, name: bytes, content: bytes) -> Path:
    """The WAV with another chunk behind its form."""
    data = path.read_bytes()
    at = data.index(b"data")
    chunk = name + struct.pack("<I", len(content)) + content + bytes(len(content) % 2)
    path.write_bytes(data[:at] + chunk + data[at:])
    return path


@pytest.mark.parametrize(
    ("rate", "flag", "found"),
    [
        ("25/1", "NDF", Timecode("10:00:00:00", "25/1", False, "bwf")),
        ("30000/1001", "DF", Timecode("10:00:00;01", "30000/1001", True, "bwf")),
        ("0/0", "DF", Timecode("10:00:00:000", "1000/1", False, "bwf")),
    ],
)
def test_frames_are_counted_as_ixml_tells_it(tmp_path: Path, rate: str, flag: str, found: Timecode) -> None:
    path = encode(
        tmp_path / "a.wav", *_SOUND, "-write_bext", "1", "-metadata", f"time_reference={48000 * 36000}"
    )
    described = f"<BWFXML><SPEED><TIMECODE_RATE>{rate}</TIMECODE_RATE><TIMECODE_FLAG>{flag}</TIMECODE_FLAG>"
    assert probe(with_chunk(path, b"iXML", described.encode())).timecode == found
