"""`pipeline probe`, as typed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.support.cli import call, run
from tests.support.media import encode, put, tone


def rows(text: str) -> dict[str, str]:
    """The lines by their names."""
    return {line[:10].strip(): line[11:] for line in text.splitlines()}


def test_container_length_and_tracks_are_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    result = call(capsys, "probe", put(tmp_path, "film.mp4"))
    assert (result.code, result.err) == (0, "")
    told = rows(result.out)
    assert told["File"] == "film.mp4"
    assert told["Duration"] == "00:00:04 (4.0 s)"
    assert told["Video"] == "yes"
    assert told["Track 1"] == "aac, 1 channel, 48000 Hz, listened to"


def test_title_and_date_are_told_where_the_file_has_them(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    words = ("-metadata", "title=Evening\nnews", "-metadata", "date=2025-02-04")
    path = encode(tmp_path / "a.mkv", "-f", "lavfi", "-i", "sine=d=1", *words)
    told = rows(call(capsys, "probe", path).out)
    assert (told["Title"], told["Published"]) == ("Evening\\nnews", "2025-02-04")


def test_programs_get_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = put(tmp_path, "stereo.wav")
    found = json.loads(call(capsys, "probe", path, "--json").out)
    assert found["path"] == str(path)
    assert found["duration"] == pytest.approx(4.0)
    assert found["video"] is False
    (track,) = found["tracks"]
    assert (track["codec"], track["channels"], track["sample_rate"], track["used"]) == (
        "pcm_s16le",
        2,
        48000,
        True,
    )
    assert set(found) == {
        "path", "container", "duration", "video", "tracks", "channels", "title", "published", "source", "url",
    }  # fmt: skip


def test_what_is_no_media_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.wav").write_text("Good evening.\n" * 50)
    result = run("probe", tmp_path / "notes.wav")
    assert (result.code, result.out) == (3, "")
    assert "cannot be read as sound or video. It is text" in result.complaint


@pytest.mark.parametrize(
    "name", [b"new\nline.wav", b"\xff\xfe.wav", b"esc\x1b[31m.wav", b"-dash.wav", "😀 é.wav".encode()]
)
def test_any_name_stays_on_its_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tone(tmp_path / "a.wav").rename(os.fsdecode(name))
    result = call(capsys, "probe", "--", path)
    assert result.code == 0
    assert len(result.out.splitlines()) == 5
    assert "\x1b" not in result.out
