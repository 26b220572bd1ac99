"""Changed bytes in files that the program reads: a value, or an error with a name, and nothing else."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import render
from pipeline.errors import PipelineError
from pipeline.media import decode, probe
from pipeline.profile.cast import read_cast
from pipeline.profile.glossary import read_glossary
from pipeline.profile.show import read_profile
from pipeline.transcript.file import read_transcript
from tests.golden import TRANSCRIPT
from tests.support.media import made

_TIMES = 120
_PUT_IN = [b"1e308", b"-1", b"null", b"[" * 50, b"\0", b'"', b"\xff\xfe"]
_CAST = "anchor: Clara Hughes\ncorrespondent: Thomas Baker\nS2 = Jane Doe, expert\n"
_SHOW = """station = "Example News"
anchors = ["Clara Hughes"]
sign_offs = ["{name}, Example News"]
tracks = "1+2"
time_zone = "Asia/Seoul"
[write]
"rut" = "Rudd"
[file_names]
pattern = '(?P<date>\\d{8})_(?P<title>.+)'
"""
_GLOSSARY = "Kyiv\nHarbour bridge\n"


def _shown(path: Path) -> None:
    transcript = read_transcript(path)
    for name in ("article", "vtt", "text", "csv"):
        render(transcript, name)


_READERS: dict[str, tuple[bytes, Callable[[Path], object]]] = {
    "a.json": (TRANSCRIPT.read_bytes(), _shown),
    "cast.txt": (_CAST.encode(), read_cast),
    "show.toml": (_SHOW.encode(), read_profile),
    "glossary.txt": (_GLOSSARY.encode(), read_glossary),
}


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, left out, doubled or cut off."""
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(changed) or 1)
        match chance.randrange(5):
            case 0:
                changed[at : at + 1] = chance.randbytes(1)
            case 1:
                del changed[at : at + chance.randrange(1, 40)]
            case 2:
                changed[at:at] = changed[at : at + chance.randrange(1, 40)]
            case 3:
                changed[at:at] = chance.choice(_PUT_IN)
            case _:
                del changed[at + 1 :]
    return bytes(changed)


def refused(read: Callable[[Path], object], path: Path) -> PipelineError | None:
    """The error with a name, where there was one; any other comes through."""
    try:
        read(path)
    except PipelineError as error:
        return error
    return None


@pytest.mark.parametrize("name", _READERS)
def test_a_changed_file_is_read_or_refused_with_a_name(tmp_path: Path, name: str) -> None:
    content, read = _READERS[name]
    chance = random.Random(name)
    for _ in range(_TIMES):
        path = tmp_path / name
        path.write_bytes(mutated(content, chance))
        error = refused(read, path)
        assert error is None or len(str(error).splitlines()) == 1, path.read_bytes()


_MEDIA = ["stereo.wav", "layer3.mp3", "film.mp4", "voice.opus", "broadcast.mxf", "air.ts"]


@pytest.mark.parametrize("name", _MEDIA)
def test_changed_media_are_decoded_or_refused_with_a_name(tmp_path: Path, name: str) -> None:
    chance = random.Random(name)
    content = made(name)
    for _ in range(12):
        path = tmp_path / name
        path.write_bytes(mutated(content[: chance.choice([400, 4000])], chance) + content[4000:])
        error = refused(lambda path: decode(probe(path)), path)
        assert error is None or error.exit_code == 3
