"""Small media files to test with, real ones, made by the program's own ffmpeg; and ways to break them."""

from __future__ import annotations

import random
import struct
import subprocess
import tempfile
import wave
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from pipeline.media.ffmpeg import ffmpeg_program
from pipeline.media.waveform import SAMPLE_RATE
from tests.support.drawing import waveform

SECONDS = 4.0
"""How long every made file is."""

_PICTURES = ("-f", "lavfi", "-i", f"color=size=64x64:rate=25:duration={SECONDS}")


def _tone(rate: int, seconds: float = SECONDS) -> tuple[str, ...]:
    return ("-f", "lavfi", "-i", f"sine=440:duration={seconds}:sample_rate={rate}")


RECIPES: dict[str, tuple[str, ...]] = {
    "stereo.wav": (*_tone(48000), "-ac", "2"),
    "mono8k.wav": (*_tone(8000), "-ac", "1"),
    "six.wav": (*_tone(44100), "-ac", "6", "-c:a", "pcm_s24le"),
    "float.wav": (*_tone(22050), "-c:a", "pcm_f32le"),
    "large.rf64.wav": (*_tone(48000), "-rf64", "always"),
    "wave.w64": (*_tone(48000),),
    "apple.caf": (*_tone(44100),),
    "apple.aiff": (*_tone(44100), "-ac", "2"),
    "sun.au": (*_tone(16000),),
    "flac.flac": (*_tone(48000), "-ac", "2"),
    "layer3.mp3": (*_tone(44100), "-ac", "2"),
    "uncounted.mp3": (*_tone(44100), "-write_xing", "0"),
    "raw.aac": (*_tone(44100),),
    "audio.m4a": (*_tone(44100), "-ac", "2"),
    "first.m4a": (*_tone(44100), "-movflags", "+faststart"),
    "vorbis.ogg": (*_tone(44100), "-c:a", "libvorbis"),
    "voice.opus": (*_tone(48000), "-ac", "2", "-c:a", "libopus"),
    "film.mp4": (*_PICTURES, *_tone(48000), "-c:v", "mpeg4", "-c:a", "aac"),
    "first.mp4": (*_PICTURES, *_tone(48000), "-c:v", "mpeg4", "-c:a", "aac", "-movflags", "+faststart"),
    "film.mov": (*_PICTURES, *_tone(48000), "-c:v", "mpeg4", "-c:a", "pcm_s16le"),
    "film.mkv": (*_PICTURES, *_tone(48000), "-c:v", "mpeg4", "-c:a", "aac"),
    "film.avi": (*_PICTURES, *_tone(44100), "-c:v", "mpeg4", "-c:a", "libmp3lame"),
    "broadcast.mxf": (*_PICTURES, *_tone(48000), "-c:v", "mpeg2video", "-c:a", "pcm_s24le"),
    "air.ts": (*_PICTURES, *_tone(48000), "-c:v", "mpeg2video", "-c:a", "mp2"),
    "old.wma": (*_tone(44100), "-c:a", "wmav2"),
    "mute.mp4": (*_PICTURES, "-c:v", "mpeg4"),
    "long_pictures.mp4": (*_PICTURES, *_tone(48000, 1.0), "-c:v", "mpeg4", "-c:a", "aac"),
    "long_pictures.mkv": (*_PICTURES, *_tone(48000, 1.0), "-c:v", "mpeg4", "-c:a", "aac"),
}
"""What ffmpeg is told for each file."""

Playlist = Callable[[Path, Path], Path]
"""Writes into a folder a playlist of another file, named as if it were a recording."""


@cache
def made(name: str) -> bytes:
    """The content of a file in RECIPES."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        encode(path, *RECIPES[name])
        return path.read_bytes()


def encode(path: Path, *arguments: str) -> Path:
    """Let ffmpeg write `path`."""
    command = [ffmpeg_program(), "-nostdin", "-y", "-loglevel", "error", *arguments, str(path)]
    subprocess.run(command, check=True)
    return path


def put(folder: Path, name: str, change: Callable[[bytes], bytes] = bytes) -> Path:
    """Write the made file `name` into `folder`, changed on the way."""
    path = folder / name
    path.write_bytes(change(made(name)))
    return path


def half(content: bytes) -> bytes:
    """As a copy that was cut off leaves it."""
    return content[: len(content) // 2]


def noise(size: int, seed: int = 1) -> bytes:
    """Random bytes, the same ones every time."""
    return random.Random(seed).randbytes(size)


def patched(content: bytes, position: int, new: bytes) -> bytes:
    """`content` with some of its bytes replaced."""
    return content[:position] + new + content[position + len(new) :]


def tone(path: Path, seconds: float = 3.0, rate: int = 16000, pitch: float = 440.0) -> Path:
    """A mono WAV file, written without ffmpeg."""
    moments = np.arange(round(seconds * rate)) / rate
    return write_wav(path, 0.3 * np.sin(2 * np.pi * pitch * moments), rate)


def write_wav(
    path: Path, samples: Sequence[float] | np.ndarray[tuple[int], np.dtype[np.float64]], rate: int
) -> Path:
    """Samples within ±1 as 16-bit mono WAV."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.asarray(samples) * 32767).astype("<i2").tobytes())
    return path


def vast(path: Path, hours: int = 2) -> Path:
    """A WAV file of many hours that takes no room on the disk and no time to make."""
    rate = 8000
    size = hours * 3600 * rate
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, rate, rate, 1, 8)
    header = struct.pack("<4sI4s", b"RIFF", 36 + size, b"WAVE") + form + struct.pack("<4sI", b"data", size)
    with path.open("wb") as file:
        file.write(header)
        file.truncate(len(header) + size)
    return path


def hls(folder: Path, other: Path) -> Path:
    """An HLS playlist of `other`."""
    lines = ("#EXTM3U", "#EXT-X-TARGETDURATION:10", "#EXTINF:10,", f"file:{other}", "#EXT-X-ENDLIST")
    (folder / "disguised.wav").write_text("\n".join(lines) + "\n")
    return folder / "disguised.wav"


def concat(folder: Path, other: Path) -> Path:
    """A list for the concat demuxer."""
    (folder / "disguised.wav").write_text(f"ffconcat version 1.0\nfile '{other}'\n")
    return folder / "disguised.wav"


def dash(folder: Path, other: Path) -> Path:
    """A DASH manifest of `other`."""
    (folder / "disguised.wav").write_text(
        '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" '
        'mediaPresentationDuration="PT3S" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011"><Period>'
        '<AdaptationSet mimeType="audio/mp4"><Representation id="1" bandwidth="1">'
        f"<BaseURL>file:{other}</BaseURL></Representation></AdaptationSet></Period></MPD>"
    )
    return folder / "disguised.wav"


def session(folder: Path, other: Path) -> Path:
    """A session description, which would make FFmpeg listen on the network."""
    (folder / "disguised.wav").write_text(
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n"
    )
    return folder / "disguised.wav"


def record(path: Path, drawing: str, each: float = 1.0) -> Path:
    """Write drawn sound as a WAV file."""
    samples = waveform(drawing, each).samples
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes((samples * 32767).astype("<i2").tobytes())
    return path
