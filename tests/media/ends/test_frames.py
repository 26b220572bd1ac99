"""Bare streams, frame by frame."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from pipeline.media.ends.frames import Lump, lumps
from tests.support.media import noise
from tests.support.media_forms import LENGTH, form

_KINDS = {
    "counted.mp3": "mp3", "uncounted.mp3": "mp3", "layer2.mp2": "mp3", "adts.aac": "aac",
    "raw.ac3": "ac3", "raw.eac3": "eac3",
}  # fmt: skip


def found(folder: Path, name: str, content: bytes) -> list[Lump]:
    path = folder / name
    path.write_bytes(content)
    return list(lumps(path, _KINDS[name]))


@pytest.mark.parametrize("name", _KINDS)
def test_a_whole_stream_is_frames_and_nothing_else(tmp_path: Path, name: str) -> None:
    assert found(tmp_path, name, form(name)) == []


@pytest.mark.parametrize("name", _KINDS)
def test_zeros_are_told_with_their_place_and_as_how_much_sound_they_stand_for(
    tmp_path: Path, name: str
) -> None:
    content = form(name)
    half, part = len(content) // 2, len(content) // 10
    (lump,) = found(tmp_path, name, content[:half] + bytes(part) + content[half + part :])
    assert lump.time == pytest.approx(LENGTH / 2, abs=0.1)
    assert lump.seconds == pytest.approx(LENGTH / 10, abs=0.1)
    assert not lump.last


@pytest.mark.parametrize("name", _KINDS)
def test_a_last_frame_that_is_incomplete_is_told(tmp_path: Path, name: str) -> None:
    (lump,) = found(tmp_path, name, form(name)[:-5])
    assert lump.last
    assert lump.time == pytest.approx(LENGTH, abs=0.1)


def test_tags_at_both_ends_and_where_files_were_joined_are_no_damage(tmp_path: Path) -> None:
    tag = b"ID3\x03\0\0\0\0\x07\x68" + noise(1000)
    old = b"TAG" + bytes(125)
    ape = noise(100) + b"APETAGEX" + struct.pack("<4I8x", 2000, 132, 1, 0)
    content = form("uncounted.mp3")
    assert found(tmp_path, "uncounted.mp3", tag + content + tag + content + ape + old) == []


def test_nothing_is_said_of_files_that_hold_no_frames(tmp_path: Path) -> None:
    assert found(tmp_path, "counted.mp3", noise(50_000)) == []
    assert found(tmp_path, "counted.mp3", b"") == []
