"""Everything that people give this program by mistake or misfortune: one line, exit code 3, no file."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from pipeline import Pipeline
from tests.cli.conftest import scripted as scripted  # a fixture
from tests.support.cli import call, files, run
from tests.support.media import (
    Playlist,
    concat,
    dash,
    half,
    hls,
    noise,
    patched,
    put,
    session,
    tone,
    write_wav,
)

Making = Callable[[Path], Path]

_TEXT = "Good evening. This is only the script.\n" * 50
_NO_MEDIA = "cannot be read as sound or video"
_CUT = "cut off or damaged"
_NOTHING = "No sound could be decoded"


def written(name: str, content: bytes | str) -> Making:
    """A file of this content."""

    def make(folder: Path) -> Path:
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return folder / name

    return make


def changed(name: str, change: Callable[[bytes], bytes]) -> Making:
    """A made media file, broken."""
    return lambda folder: put(folder, name, change)


def wav(position: int, new: bytes) -> Making:
    """A WAV file with something else in its header."""
    return changed("stereo.wav", lambda content: patched(content, position, new))


def without_sound(content: bytes) -> bytes:
    """A film cut off where its sound and pictures begin."""
    return content[: content.index(b"mdat") + 4]


def pipe(folder: Path) -> Path:
    """A named pipe into which nobody writes."""
    os.mkfifo(folder / "pipe.wav")
    return folder / "pipe.wav"


def link(name: str, target: str) -> Making:
    """A symbolic link."""

    def make(folder: Path) -> Path:
        (folder / name).symlink_to(target)
        return folder / name

    return make


def locked(folder: Path) -> Path:
    """A file that nobody may read."""
    path = tone(folder / "locked.wav")
    path.chmod(0)
    return path


def disguised(playlist: Playlist) -> Making:
    """A playlist named like a recording, of a recording that could be read."""

    def make(folder: Path) -> Path:
        return playlist(folder, put(folder, "air.ts"))

    return make


def numbered(folder: Path) -> Path:
    """A name that FFmpeg could take for a pattern of the recordings beside it."""
    tone(folder / "part001.wav")
    return written("part%03d.wav", "nothing")(folder)


_BAD: dict[str, tuple[Making, str]] = {
    "missing": (lambda folder: folder / "gone.wav", "does not exist"),
    "folder": (lambda folder: folder, "is a folder"),
    "empty": (written("empty.wav", b""), "is empty (0 bytes)"),
    "pipe": (pipe, "is not a regular file"),
    "device": (lambda _: Path("/dev/zero"), "is not a regular file"),
    "link to nowhere": (link("link.wav", "nowhere.wav"), "does not exist"),
    "link to itself": (link("loop.wav", "loop.wav"), "cannot be reached"),
    "link to a device": (link("link.wav", "/dev/zero"), "is not a regular file"),
    "text": (written("script.txt", _TEXT), _NO_MEDIA),
    "text as wav": (written("script.wav", _TEXT), _NO_MEDIA),
    "text as mp4": (written("script.mp4", _TEXT), _NO_MEDIA),
    "text as srt": (written("script.srt", _TEXT), _NO_MEDIA),
    "captions": (written("a.srt", "1\n00:00:00,000 --> 00:00:02,000\nGood evening.\n"), _NO_MEDIA),
    "one byte": (written("one.wav", b"R"), _NO_MEDIA),
    "noise": (written("noise.bin", noise(100_000)), _NO_MEDIA),
    "noise as wav": (written("noise.wav", noise(100_000)), _NO_MEDIA),
    "noise as mp4": (written("noise.mp4", noise(100_000)), _NO_MEDIA),
    "zeros as mp3": (written("zeros.mp3", bytes(100_000)), _NOTHING),
    "pictures only": (changed("mute.mp4", bytes), "has pictures but no sound"),
    "wav of headers": (changed("stereo.wav", lambda content: content[:44]), _NO_MEDIA),
    "wav, half a header": (changed("stereo.wav", lambda content: content[:20]), _NO_MEDIA),
    "wav, broken header": (wav(8, b"XXXX"), _NO_MEDIA),
    "wav, no such codec": (wav(20, b"\xff\x7f"), "unknown codec"),
    "wav, no channels": (wav(22, b"\0\0"), _NOTHING),
    "wav, 1 Hz": (wav(24, b"\1\0\0\0"), "1 Hz"),
    "mkv, broken header": (changed("film.mkv", lambda content: patched(content, 0, b"XXXX")), _NO_MEDIA),
    "mp4, sound missing": (changed("first.mp4", without_sound), _NOTHING),
    "wav cut": (changed("stereo.wav", half), _CUT),
    "aiff cut": (changed("apple.aiff", half), _CUT),
    "flac cut": (changed("flac.flac", half), _CUT),
    "mp3 cut": (changed("layer3.mp3", half), _CUT),
    "mkv cut": (changed("film.mkv", half), _CUT),
    "mxf cut": (changed("broadcast.mxf", half), _CUT),
    "mp4 cut, table first": (changed("first.mp4", half), _CUT),
    "mp4 cut, table last": (changed("film.mp4", half), _NO_MEDIA),
    "hls": (disguised(hls), _NO_MEDIA),
    "concat": (disguised(concat), _NO_MEDIA),
    "dash": (disguised(dash), _NO_MEDIA),
    "sdp": (disguised(session), _NO_MEDIA),
    "numbered files": (numbered, _NO_MEDIA),
    "no permission": (locked, "cannot be read: Permission denied"),
}  # fmt: skip


@pytest.mark.usefixtures("scripted")
@pytest.mark.parametrize(("make", "reason"), _BAD.values(), ids=_BAD.keys())
def test_bad_input_is_refused_in_one_line_and_leaves_no_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, make: Making, reason: str
) -> None:
    if make is locked and os.geteuid() == 0:
        pytest.skip("root may read everything")
    path = make(tmp_path)
    result = call(capsys, "transcribe", path, "--quiet", "-o", tmp_path / "out")
    assert (result.code, result.out) == (3, "")
    assert reason in result.complaint
    assert result.complaint.startswith("pipeline: ")
    assert result.complaint.isprintable()
    assert " @ 0x" not in result.complaint, "the insides of ffmpeg"
    assert str(path) in result.complaint
    assert files(tmp_path / "out") == {}


@pytest.mark.parametrize("name", ["pipe", "hls"])
def test_the_real_command_does_the_same_without_models_and_without_delay(tmp_path: Path, name: str) -> None:
    make, reason = _BAD[name]
    result = run("transcribe", make(tmp_path), "-o", tmp_path / "out")
    assert (result.code, result.out) == (3, "")
    assert reason in result.complaint
    assert files(tmp_path / "out") == {}


def test_the_real_command_refuses_a_copy_that_was_cut_off(tmp_path: Path) -> None:
    result = run("transcribe", put(tmp_path, "flac.flac", half), "--quiet", scripted=True)
    assert (result.code, result.out) == (3, "")
    assert _CUT in result.complaint
    assert "--partial" in result.complaint


@pytest.mark.usefixtures("scripted")
def test_a_link_to_a_good_recording_is_as_good(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    tone(tmp_path / "a.wav")
    (tmp_path / "link.wav").symlink_to("a.wav")
    assert call(capsys, "transcribe", tmp_path / "link.wav").code == 0


@pytest.mark.usefixtures("scripted")
def test_the_same_holds_when_the_working_folder_is_gone(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    (tmp_path / "here").rmdir()
    assert call(capsys, "transcribe", "gone.wav").code == 3
    assert call(capsys, "transcribe", tone(tmp_path / "a.wav")).code == 0


def silence(folder: Path) -> Path:
    """Digital silence."""
    return write_wav(folder / "silence.wav", np.zeros(10 * 16000), 16000)


def steady(folder: Path) -> Path:
    """The tone before a programme."""
    return tone(folder / "tone.wav", seconds=10.0)


def music(folder: Path) -> Path:
    """Chords that fade, and a drum on every beat."""
    rate, seconds = 16000, 12
    moments = np.arange(seconds * rate) / rate
    beat, bar = moments % 0.5, moments % 2.0
    chords = ((262, 330, 392), (220, 262, 330), (175, 220, 262), (196, 247, 294))
    sound = np.zeros_like(moments)
    for number, chord in enumerate(chords):
        here = (moments // 2 % 4) == number
        for pitch in chord:
            for overtone in (1, 2, 3):
                sound += here * np.sin(2 * np.pi * pitch * overtone * moments) / overtone
    drums = np.random.default_rng(1).standard_normal(len(moments)) * np.exp(-beat * 30)
    return write_wav(folder / "music.wav", 0.08 * sound * np.exp(-bar) + 0.08 * drums, rate)


@pytest.mark.models
@pytest.mark.parametrize("make", [silence, steady, music])
def test_sound_without_speech_is_told_as_such(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    newsroom: Pipeline,
    make: Making,
) -> None:
    monkeypatch.setattr(Pipeline, "load", lambda *_, **__: newsroom)  # which has loaded its engines already
    result = call(capsys, "transcribe", make(tmp_path), "--quiet", "-o", tmp_path / "out")
    assert (result.code, result.out) == (3, "")
    assert "No speech was found in" in result.complaint
    assert files(tmp_path / "out") == {}
