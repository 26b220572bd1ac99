"""What a header says of the size of its own file."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.media.header import announced_share
from tests.support.media import half, made, patched, put

_FORMATS = {
    "stereo.wav": "wav",
    "large.rf64.wav": "wav",
    "wave.w64": "w64",
    "apple.caf": "caf",
    "film.avi": "avi",
    "old.wma": "asf",
}


@pytest.mark.parametrize("name", _FORMATS)
def test_a_whole_file_holds_all_that_it_announces(tmp_path: Path, name: str) -> None:
    assert announced_share(put(tmp_path, name), _FORMATS[name]) == pytest.approx(1.0, abs=1e-4)


@pytest.mark.parametrize("name", _FORMATS)
def test_half_a_file_announces_twice_what_it_holds(tmp_path: Path, name: str) -> None:
    assert announced_share(put(tmp_path, name, half), _FORMATS[name]) == pytest.approx(2.0, rel=0.01)


@pytest.mark.parametrize("name", _FORMATS)
def test_a_header_cut_anywhere_is_no_reason_to_fail(tmp_path: Path, name: str) -> None:
    for length in range(0, 200, 5):
        path = put(tmp_path, name, lambda content: content[:length])  # noqa: B023  # called at once
        share = announced_share(path, _FORMATS[name])
        assert share is not None
        assert share >= 1.0


@pytest.mark.parametrize("size", [0, 0x7FFFF000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF])
def test_a_size_that_the_recorder_never_filled_in_announces_nothing(tmp_path: Path, size: int) -> None:
    at = made("stereo.wav").index(b"data") + 4
    path = put(tmp_path, "stereo.wav", lambda content: patched(content, at, size.to_bytes(4, "little")))
    assert announced_share(path, "wav") == 1.0


def test_chunks_behind_the_sound_do_not_count_as_sound(tmp_path: Path) -> None:
    """A WAV whose notes at the end are lost has all its sound."""

    def with_half_of_its_notes(content: bytes) -> bytes:
        notes = b"iXML" + (100_000).to_bytes(4, "little") + bytes(50_000)
        size = len(content) + 100_000
        return patched(content, 4, size.to_bytes(4, "little")) + notes

    assert announced_share(put(tmp_path, "stereo.wav", with_half_of_its_notes), "wav") == 1.0


def test_chunks_of_odd_length_before_the_sound_are_stepped_over(tmp_path: Path) -> None:
    def with_a_remark(content: bytes) -> bytes:
        return content[:12] + b"note" + (3).to_bytes(4, "little") + b"abc\0" + half(content)[12:]

    assert announced_share(put(tmp_path, "stereo.wav", with_a_remark), "wav") == pytest.approx(2.0, rel=0.01)


def test_a_chunk_of_negative_length_does_not_go_round_for_ever(tmp_path: Path) -> None:
    bad = b"caff\0\1\0\0" + b"free" + (-12).to_bytes(8, "big", signed=True) + bytes(100)
    (tmp_path / "bad.caf").write_bytes(bad)
    assert announced_share(tmp_path / "bad.caf", "caf") == 1.0


def test_a_live_asf_recording_announces_nothing(tmp_path: Path) -> None:
    at = made("old.wma").index(bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")) + 88
    path = put(tmp_path, "old.wma", lambda content: half(patched(content, at, b"\1")))
    assert announced_share(path, "asf") == 1.0


def test_an_mp3_that_counts_its_frames_is_held_to_it(tmp_path: Path) -> None:
    assert announced_share(put(tmp_path, "layer3.mp3"), "mp3") == 1.0


def test_the_frame_count_is_found_behind_a_large_cover(tmp_path: Path) -> None:
    def with_cover(content: bytes) -> bytes:
        return b"ID3\4\0\0" + bytes([0, 8, 0, 0]) + bytes(8 << 14) + content[content.index(b"\xff\xfb") :]

    assert announced_share(put(tmp_path, "layer3.mp3", with_cover), "mp3") == 1.0


def test_an_mp3_that_counts_nothing_announces_nothing(tmp_path: Path) -> None:
    assert announced_share(put(tmp_path, "uncounted.mp3"), "mp3") is None


@pytest.mark.parametrize("format_name", ["aac", "mpegts", "mpeg"])
def test_bare_streams_announce_nothing(tmp_path: Path, format_name: str) -> None:
    assert announced_share(put(tmp_path, "raw.aac"), format_name) is None


def test_containers_that_ffmpeg_itself_takes_at_their_word_are_left_to_it(tmp_path: Path) -> None:
    assert announced_share(put(tmp_path, "first.mp4", half), "mov,mp4,m4a,3gp,3g2,mj2") == 1.0
