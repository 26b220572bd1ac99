"""A file can make FFmpeg read nothing but itself."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.media import Media, decode, probe
from pipeline.media.ffmpeg import ffmpeg_program
from pipeline.media.sandbox import address, restrictions
from tests.support.media import Playlist, concat, dash, hls, put, session, tone

_PLAYLISTS = [hls, concat, dash, session]


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A file of the machine's that the playlist is after."""
    (tmp_path / "elsewhere").mkdir()
    return put(tmp_path / "elsewhere", "air.ts")


def test_an_unrestricted_ffmpeg_would_read_the_other_file(tmp_path: Path, other: Path) -> None:
    """Or the tests below would prove nothing."""
    options = ("-nostdin", "-loglevel", "error", "-safe", "0", "-f", "concat")
    command = [ffmpeg_program(), *options, "-i", str(concat(tmp_path, other)), "-vn", "-f", "f32le", "-"]
    assert len(subprocess.run(command, capture_output=True, check=True).stdout) > 100_000


def test_an_unrestricted_ffmpeg_would_follow_a_playlist_by_its_content_alone(
    tmp_path: Path, other: Path
) -> None:
    """Or the tests below would prove nothing."""
    disguised = hls(tmp_path, other).rename(tmp_path / "disguised.m3u8")
    options = ("-nostdin", "-loglevel", "error", "-i", str(disguised), "-vn", "-f", "f32le", "-")
    assert len(subprocess.run([ffmpeg_program(), *options], capture_output=True, check=True).stdout) > 100_000


@pytest.mark.parametrize("playlist", _PLAYLISTS)
def test_a_playlist_is_no_media_file(tmp_path: Path, other: Path, playlist: Playlist) -> None:
    with pytest.raises(InputError, match="cannot be read as sound or video"):
        probe(playlist(tmp_path, other))


@pytest.mark.parametrize("playlist", _PLAYLISTS)
def test_a_playlist_that_got_past_the_probe_is_not_decoded_either(
    tmp_path: Path, other: Path, playlist: Playlist
) -> None:
    """As when the file is changed between the two."""
    media: Media = replace(probe(other), path=playlist(tmp_path, other))
    with pytest.raises(InputError, match="No sound could be decoded"):
        decode(media)


def test_a_name_that_looks_like_a_pattern_of_numbered_files_is_taken_as_it_stands(tmp_path: Path) -> None:
    tone(tmp_path / "part001.wav")
    (tmp_path / "part%03d.wav").write_text("nothing")
    with pytest.raises(InputError, match="cannot be read as sound or video"):
        probe(tmp_path / "part%03d.wav")


@pytest.mark.parametrize(
    "kind", ["hls", "concat", "dash", "image2", "sdp", "rtsp", "lavfi", "tty", "subfile"]
)
def test_kinds_that_lead_elsewhere_are_not_among_those_opened(kind: str) -> None:
    assert kind not in restrictions()["format_whitelist"].split(",")


def test_only_files_are_opened_and_only_sound_is_decoded() -> None:
    allowed = restrictions()
    decoders = allowed["codec_whitelist"].split(",")
    assert allowed["protocol_whitelist"] == "file"
    assert {"aac", "pcm_s16le", "flac", "mp2", "opus"} <= set(decoders)
    assert not {"h264", "mpeg2video", "hevc", "png"} & set(decoders)


@pytest.mark.parametrize("name", ["http://a.example/x", "concat:a|b", "-y", "a.wav"])
def test_every_name_is_addressed_as_a_file(name: str) -> None:
    assert address(Path(name)).startswith("file:/")
