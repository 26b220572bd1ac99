"""What is in a media file, without decoding it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.media import Tags, probe
from tests.support.media import RECIPES, SECONDS, encode, half, noise, patched, put

_WITH_PICTURES = ("film.mp4", "first.mp4", "film.mov", "film.mkv", "film.avi", "broadcast.mxf", "air.ts")
_FORMATS = [name for name in RECIPES if name != "mute.mp4" and not name.startswith("long_pictures")]


@pytest.mark.parametrize("name", _FORMATS)
def test_every_usual_kind_of_file_is_known_with_its_length(tmp_path: Path, name: str) -> None:
    found = probe(put(tmp_path, name))
    assert found.duration == pytest.approx(SECONDS, abs=0.1)
    assert found.video is (name in _WITH_PICTURES)
    assert [track.used for track in found.tracks] == [True]


@pytest.mark.parametrize("name", ["stereo.wav", "apple.aiff", "film.mp4", "voice.opus"])
def test_the_ending_of_the_name_does_not_matter(tmp_path: Path, name: str) -> None:
    path = put(tmp_path, name)
    assert probe(path.rename(tmp_path / "recording")).duration == pytest.approx(SECONDS, abs=0.1)


def test_codec_channels_and_rate_of_a_track_are_told(tmp_path: Path) -> None:
    (track,) = probe(put(tmp_path, "six.wav")).tracks
    assert (track.codec, track.channels, track.sample_rate) == ("pcm_s24le", 6, 44100)


def test_all_tracks_are_told_with_their_languages_and_the_first_is_used(tmp_path: Path) -> None:
    sound = ("-f", "lavfi", "-i", "sine=d=1", "-f", "lavfi", "-i", "sine=d=1:f=880")
    languages = ("-metadata:s:a:0", "language=eng", "-metadata:s:a:1", "language=wel")
    path = encode(tmp_path / "two.mkv", *sound, "-map", "0:a", "-map", "1:a", *languages)
    assert [(track.index, track.used, track.language) for track in probe(path).tracks] == [
        (0, True, "eng"),
        (1, False, "wel"),
    ]


def test_a_cover_picture_is_no_video(tmp_path: Path) -> None:
    picture = ("-f", "lavfi", "-i", "color=size=64x64:rate=1:duration=1")
    cover = ("-map", "0", "-map", "1", "-c:v", "mjpeg", "-disposition:v", "attached_pic")
    path = encode(tmp_path / "cover.mp3", "-f", "lavfi", "-i", "sine=d=1", *picture, *cover)
    assert not probe(path).video


def test_tags_give_title_date_and_source(tmp_path: Path) -> None:
    tags = {
        "title": "Evening news",
        "date": "2025-02-04",
        "publisher": "Example News",
        "PURL": "https://a.example",
    }
    words = [word for key, value in tags.items() for word in ("-metadata", f"{key}={value}")]
    path = encode(tmp_path / "tagged.mkv", "-f", "lavfi", "-i", "sine=d=1", *words)
    assert probe(path).tags == Tags("Evening news", "2025-02-04", "Example News", "https://a.example")


def test_tags_of_an_ogg_stream_count_as_the_file_s(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.opus", "-f", "lavfi", "-i", "sine=d=1", "-metadata", "title=Evening news")
    assert probe(path).tags.title == "Evening news"


def test_the_day_a_file_was_made_is_not_taken_for_the_day_it_was_published(tmp_path: Path) -> None:
    path = encode(
        tmp_path / "a.mp4", "-f", "lavfi", "-i", "sine=d=1", "-metadata", "creation_time=2025-02-04T20:00:00Z"
    )
    assert probe(path).tags == Tags()


def test_empty_tags_are_no_tags(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.mkv", "-f", "lavfi", "-i", "sine=d=1", "-metadata", "title= ")
    assert probe(path).tags.title is None


@pytest.mark.parametrize("name", ["first.mp4", "film.mkv", "broadcast.mxf", "flac.flac", "large.rf64.wav"])
def test_the_end_of_the_sound_is_what_the_header_announces_even_when_the_file_was_cut(
    tmp_path: Path, name: str
) -> None:
    assert probe(put(tmp_path, name, half)).sound_end == pytest.approx(SECONDS, abs=0.1)


@pytest.mark.parametrize("name", ["stereo.wav", "apple.caf", "wave.w64"])
def test_where_ffmpeg_goes_by_the_size_of_the_file_the_header_tells_of_a_cut(
    tmp_path: Path, name: str
) -> None:
    found = probe(put(tmp_path, name, half))
    assert found.duration == pytest.approx(SECONDS / 2, abs=0.1)
    assert found.announced_share == pytest.approx(2.0, rel=0.01)


@pytest.mark.parametrize("name", ["long_pictures.mp4", "long_pictures.mkv"])
def test_the_end_of_the_sound_is_not_that_of_the_pictures(tmp_path: Path, name: str) -> None:
    found = probe(put(tmp_path, name))
    assert found.duration == pytest.approx(SECONDS, abs=0.1)
    assert found.sound_end == pytest.approx(1.0, abs=0.1)


@pytest.mark.parametrize("name", ["uncounted.mp3", "raw.aac", "air.ts"])
def test_a_guessed_length_is_not_taken_for_an_announced_one(tmp_path: Path, name: str) -> None:
    assert probe(put(tmp_path, name)).sound_end is None


def refused(path: Path) -> str:
    """Why the file is refused."""
    with pytest.raises(InputError) as caught:
        probe(path)
    assert repr(str(path)) in caught.value.message
    assert caught.value.hint
    return caught.value.message


def test_pictures_without_sound_are_refused(tmp_path: Path) -> None:
    assert "has pictures but no sound" in refused(put(tmp_path, "mute.mp4"))


@pytest.mark.parametrize("name", ["notes.txt", "notes.wav", "notes.mp4", "notes.srt"])
def test_text_is_refused_whatever_it_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Good evening. This is only a script.\n" * 40)
    assert "cannot be read as sound or video" in refused(tmp_path / name)


@pytest.mark.parametrize("name", ["noise.bin", "noise.wav", "noise.mp4"])
def test_random_bytes_are_refused_whatever_they_are_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(noise(100_000))
    assert "cannot be read as sound or video" in refused(tmp_path / name)


@pytest.mark.parametrize("name", ["audio.m4a", "film.mp4", "film.mov"])
def test_a_film_cut_off_before_its_table_of_contents_is_refused(tmp_path: Path, name: str) -> None:
    assert "cannot be read as sound or video" in refused(put(tmp_path, name, half))


def test_sound_in_a_codec_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, "stereo.wav", lambda content: patched(content, 20, b"\xff\x7f"))
    assert "cannot be read (unknown codec" in refused(path)


def test_a_sample_rate_that_nobody_can_have_meant_is_refused(tmp_path: Path) -> None:
    """One sample a second would make a day of sound, and gigabytes of memory, out of a small file."""
    path = put(tmp_path, "mono8k.wav", lambda content: patched(content, 24, (1).to_bytes(4, "little")))
    assert "cannot be read (pcm_s16le, 1 Hz)" in refused(path)


def test_a_file_that_fails_while_it_is_read_is_refused_with_the_system_s_reason() -> None:
    path = Path("/proc/self/task")  # a folder that open() refuses in its own words
    assert "is a folder" in refused(path)


@pytest.mark.parametrize(
    "name",
    [
        b"with space.wav", b"'quoted' \"twice\".wav", b"new\nline.wav", b"-dash.wav", "büro😀.wav".encode(),
        b"part%03d.wav", b"a:b.wav", b"http:x.wav", b"concat:a|b.wav", b"pipe:0", b"[x]*?.wav",
        b"\xff\xfe.wav",
    ],
)  # fmt: skip
def test_any_name_is_only_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: bytes) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path(os.fsdecode(name))
    put(tmp_path, "mono8k.wav").rename(path)
    assert probe(path).duration == pytest.approx(SECONDS)
