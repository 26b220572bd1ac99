"""Every kind of file with sound that our ffmpeg writes and this program reads, and ways to damage a copy."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from tests.support.media import encode

LENGTH = 12.0
"""Seconds of every file."""


def _sound(rate: int = 48000) -> tuple[str, ...]:
    """Noise that swells like speech: damage anywhere changes it, and no codec can leave it out."""
    return ("-f", "lavfi", "-i", f"anoisesrc=d={LENGTH}:c=pink:seed=1:a=0.4:r={rate},tremolo=f=3:d=0.8")


def _film(size: str = "176x144") -> tuple[str, ...]:
    return ("-f", "lavfi", "-i", f"testsrc=size={size}:rate=25:duration={LENGTH}")


FORMS: Mapping[str, tuple[str, ...]] = {
    "s16.wav": (*_sound(), "-ac", "2"),
    "s24.wav": (*_sound(), "-c:a", "pcm_s24le"),
    "float.wav": (*_sound(16000), "-c:a", "pcm_f32le"),
    "adpcm.wav": (*_sound(16000), "-c:a", "adpcm_ms"),
    "alaw.wav": (*_sound(8000), "-c:a", "pcm_alaw"),
    "rf64.wav": (*_sound(), "-rf64", "always"),
    "wave.w64": _sound(),
    "pcm.caf": _sound(),
    "alac.caf": (*_sound(), "-c:a", "alac"),
    "pcm.aiff": _sound(),
    "sun.au": _sound(),
    "free.flac": _sound(),
    "counted.mp3": (*_sound(44100), "-b:a", "96k"),
    "uncounted.mp3": (*_sound(44100), "-b:a", "96k", "-write_xing", "0"),
    "layer2.mp2": (*_sound(), "-c:a", "mp2", "-b:a", "128k"),
    "adts.aac": _sound(44100),
    "last.m4a": _sound(44100),
    "first.m4a": (*_sound(44100), "-movflags", "+faststart"),
    "fragments.m4a": (
        *_sound(44100), "-movflags", "+frag_keyframe+empty_moov", "-frag_duration", "1000000",
    ),
    "alac.m4a": (*_sound(44100), "-c:a", "alac"),
    "pcm.mov": (*_film(), *_sound(), "-c:v", "mpeg4", "-c:a", "pcm_s16le"),
    "film.mp4": (*_film(), *_sound(), "-c:v", "mpeg4", "-c:a", "aac"),
    "phone.3gp": (*_sound(8000), "-c:a", "libopencore_amrnb", "-b:a", "12.2k"),
    "vorbis.ogg": (*_sound(44100), "-c:a", "libvorbis"),
    "opus.opus": (*_sound(), "-c:a", "libopus"),
    "flac.oga": (*_sound(), "-c:a", "flac"),
    "aac.mka": (*_sound(), "-c:a", "aac"),
    "flac.mka": (*_sound(), "-c:a", "flac"),
    "opus.webm": (*_sound(), "-c:a", "libopus"),
    "film.mkv": (*_film(), *_sound(), "-c:v", "mpeg4", "-c:a", "ac3"),
    "mp2.ts": (*_film(), *_sound(), "-c:v", "mpeg2video", "-c:a", "mp2"),
    "aac.ts": (*_sound(), "-c:a", "aac"),
    "ac3.ts": (*_film(), *_sound(), "-c:v", "mpeg2video", "-c:a", "ac3"),
    "bluray.m2ts": (*_film(), *_sound(), "-c:v", "mpeg2video", "-c:a", "ac3"),
    "mp2.mpg": (*_film(), *_sound(), "-c:v", "mpeg1video", "-c:a", "mp2"),
    "ac3.vob": (*_film(), *_sound(), "-c:v", "mpeg2video", "-c:a", "ac3"),
    "raw.ac3": (*_sound(), "-c:a", "ac3"),
    "raw.eac3": (*_sound(), "-c:a", "eac3"),
    "raw.dts": (*_sound(), "-c:a", "dca", "-strict", "-2", "-ac", "2"),
    "old.wma": (*_sound(44100), "-c:a", "wmav2"),
    "mp3.avi": (*_film(), *_sound(44100), "-c:v", "mpeg4", "-c:a", "libmp3lame"),
    "pcm.avi": (*_film(), *_sound(), "-c:v", "mpeg4", "-c:a", "pcm_s16le"),
    "aac.flv": (*_sound(44100), "-c:a", "aac"),
    "film.flv": (*_film(), *_sound(44100), "-c:v", "flv", "-c:a", "libmp3lame"),
    "op1a.mxf": (*_film(), *_sound(), "-c:v", "mpeg2video", "-c:a", "pcm_s16le"),
    "pcm.nut": (*_sound(), "-c:a", "pcm_s16le"),
    "mp3.nut": (*_sound(), "-c:a", "libmp3lame"),
    "pack.wv": _sound(44100),
    "true.tta": _sound(44100),
    "phone.amr": (*_sound(8000), "-c:a", "libopencore_amrnb", "-ar", "8000"),
    "ac3.rm": (*_sound(), "-c:a", "ac3"),
    "film.dv": (
        *_film("720x576"), *_sound(), "-c:v", "dvvideo", "-pix_fmt", "yuv420p", "-c:a", "pcm_s16le",
        "-ac", "2",
    ),
    "film.gxf": (*_film("720x576"), *_sound(), "-c:v", "mpeg2video", "-c:a", "pcm_s16le"),
}  # fmt: skip
"""What ffmpeg is told for each."""

WITHOUT_CHECKS = frozenset(
    {"s16.wav", "s24.wav", "float.wav", "adpcm.wav", "alaw.wav", "rf64.wav", "wave.w64", "pcm.caf",
     "pcm.aiff", "sun.au", "pcm.mov"}
)  # fmt: skip
"""Forms in which a changed byte is another sample and nothing else: no program can know it for damage."""

_CUTS = (0.997, 0.97, 0.90, 0.75, 0.60, 0.50, 0.30, 0.10)
_ODD = 5
"""Bytes more that are cut off: a cut at the edge of a frame cannot be seen in a bare stream."""
_FLIPPED = 20


def cut_at(share: float) -> Callable[[bytes], bytes]:
    """A copy that was broken off there."""
    return lambda content: content[: round(len(content) * share) // 8 * 8 - _ODD]


CUTS: Mapping[str, Callable[[bytes], bytes]] = {f"cut at {share:.1%}": cut_at(share) for share in _CUTS}


def flipped(content: bytes) -> bytes:
    """Twenty bits turned over in the middle three fifths."""
    chance, changed = random.Random(len(content)), bytearray(content)
    for _ in range(_FLIPPED):
        place = chance.randrange(len(content) // 5, len(content) * 4 // 5)
        changed[place] ^= 1 << chance.randrange(8)
    return bytes(changed)


def zeroed(content: bytes) -> bytes:
    """A twentieth in the middle made zero, as a lost part of a download is."""
    return _replaced(content, bytes(len(content) // 20))


def overwritten(content: bytes) -> bytes:
    """A twentieth in the middle made noise."""
    return _replaced(content, random.Random(len(content)).randbytes(len(content) // 20))


def shortened(content: bytes) -> bytes:
    """A tenth in the middle left out."""
    at = len(content) // 2 + 7
    return content[:at] + content[at + len(content) // 80 * 8 + _ODD :]


DAMAGES: Mapping[str, Callable[[bytes], bytes]] = {
    "bits flipped": flipped, "zeroed": zeroed, "overwritten": overwritten, "part left out": shortened,
}  # fmt: skip


def _replaced(content: bytes, new: bytes) -> bytes:
    at = len(content) // 2
    return content[:at] + new + content[at + len(new) :]


@cache
def form(name: str) -> bytes:
    """The content of an undamaged file of FORMS."""
    with tempfile.TemporaryDirectory() as folder:
        return encode(Path(folder) / name, *FORMS[name]).read_bytes()
