"""What a browser plays as it is, and the copy of what it does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.media.browser_copy import browser_form, copy_for_browser
from pipeline.media.copy_command import Pictures
from pipeline.media.decode import decode
from pipeline.media.probe import probe
from tests.support.media import SECONDS, encode, half, put

_H264 = (
    "-f", "lavfi", "-i", "testsrc=size=64x64:rate=25:duration=2",
    "-f", "lavfi", "-i", "sine=440:duration=2", "-c:v", "libx264",
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("stereo.wav", "audio/wav"),
        ("layer3.mp3", "audio/mpeg"),
        ("audio.m4a", "audio/mp4"),
        ("voice.opus", "audio/ogg"),
        ("flac.flac", "audio/flac"),
        ("float.wav", None),
        ("six.wav", None),
        ("apple.caf", None),
        ("old.wma", None),
    ],
)
def test_sound_that_every_browser_knows_is_played_as_it_is(
    tmp_path: Path, name: str, kind: str | None
) -> None:
    form = browser_form(probe(put(tmp_path, name)))
    assert (form.kind, form.video) == (kind, False)


@pytest.mark.parametrize("name", ["broadcast.mxf", "air.ts", "film.mp4", "film.mkv"])
def test_pictures_that_few_know_are_encoded(tmp_path: Path, name: str) -> None:
    form = browser_form(probe(put(tmp_path, name)))
    assert (form.kind, form.video, form.pictures) == (None, True, Pictures.ENCODED)


def test_h264_is_played_in_mp4_and_copied_out_of_a_transport_stream(tmp_path: Path) -> None:
    plain = encode(tmp_path / "a.mp4", *_H264, "-pix_fmt", "yuv420p", "-c:a", "aac")
    assert browser_form(probe(plain)).kind == "video/mp4"
    stream = encode(tmp_path / "a.ts", *_H264, "-pix_fmt", "yuv420p", "-c:a", "aac")
    form = browser_form(probe(stream))
    assert (form.kind, form.pictures) == (None, Pictures.COPIED)
    high = encode(tmp_path / "b.mp4", *_H264, "-pix_fmt", "yuv422p10le", "-c:a", "aac")
    assert browser_form(probe(high)).pictures is Pictures.ENCODED


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("broadcast.mxf", "video/mp4"),
        ("air.ts", "video/mp4"),
        ("six.wav", "audio/mp4"),
        ("old.wma", "audio/mp4"),
    ],
)
def test_a_copy_is_played_by_every_browser_and_as_long_as_the_recording(
    tmp_path: Path, name: str, kind: str
) -> None:
    media = probe(put(tmp_path, name))
    told: list[float] = []
    target = tmp_path / "copy.mp4"
    copy_for_browser(media, browser_form(media), target, told.append)
    made = probe(target)
    assert browser_form(made).kind == kind
    assert made.duration == pytest.approx(SECONDS, abs=0.15)
    assert told[-1] == pytest.approx(SECONDS, abs=0.15)
    assert [path.name for path in tmp_path.iterdir()].count("copy.mp4") == 1


def test_the_second_track_is_not_what_a_browser_would_play(tmp_path: Path) -> None:
    media = probe(put(tmp_path, "audio.m4a"))
    (track,) = media.tracks
    second = replace(media, tracks=(replace(track, used=False), replace(track, index=track.index + 1)))
    assert browser_form(second).kind is None


def test_what_cannot_be_decoded_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    media = probe(put(tmp_path, "six.wav"))
    form = browser_form(media)
    media.path.write_bytes(half(b"no media at all"))
    before = sorted(tmp_path.iterdir())
    with pytest.raises(InputError, match="could not be made playable"):
        copy_for_browser(media, form, tmp_path / "copy.mp4", print)
    assert sorted(tmp_path.iterdir()) == before


def test_a_copy_holds_the_channel_that_was_listened_to(tmp_path: Path) -> None:
    path = encode(
        tmp_path / "sides.wav", "-f", "lavfi", "-i", "sine=440:duration=1", "-f", "lavfi", "-i",
        "anullsrc=cl=mono:d=1", "-filter_complex", "[1][0]amerge=inputs=2", "-ac", "2",
    )  # fmt: skip
    media = probe(path)
    assert browser_form(media).kind == "audio/wav"
    loudness = []
    for heard in ((1,), (2,)):
        one = replace(media, tracks=(replace(media.tracks[0], heard=heard),))
        form = browser_form(one)
        assert form.kind is None
        target = tmp_path / f"{heard[0]}.mp4"
        copy_for_browser(one, form, target, lambda _: None)
        loudness.append(float(abs(decode(probe(target)).floats).max()))
    assert loudness[0] < 0.01 < loudness[1]
