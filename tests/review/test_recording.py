"""The recording behind a page: where it is found, and the copy that is made of it once."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.review.copies import copies_folder, copy_of, make_room
from pipeline.review.recording import MAKING, MISSING, READY, UNPLAYABLE, BehindPage, MediaView
from pipeline.storage.input_file import sha256
from pipeline.transcript.model import Transcript
from pipeline.transcript.recording import Recording
from tests.support.corrected import FERRY
from tests.support.media import put


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PIPELINE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "copies"


def of(path: str) -> Transcript:
    return replace(FERRY, recording=Recording(path, "5e" * 32, 4.0))


def behind(transcript: Transcript, beside: Path, given: Path | None = None) -> BehindPage:
    return BehindPage(transcript, beside, given, _fail)


def _fail(error: PipelineError) -> None:
    raise AssertionError(error)


def settled(page: BehindPage) -> MediaView:
    """When the copy is made."""
    for _ in range(1000):
        view = page.view()
        if view["state"] != MAKING:
            return view
        threading.Event().wait(0.02)
    raise AssertionError("no end")


def test_it_is_found_where_it_was_beside_the_transcript_or_where_it_is_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, other = tmp_path / "a", tmp_path / "b"
    folder.mkdir()
    other.mkdir()
    monkeypatch.chdir(other)
    here = put(folder, "layer3.mp3")
    beside = folder / "news.json"
    for told, given in (
        (str(here), None),
        ("layer3.mp3", None),
        ("tapes/layer3.mp3", None),
        ("D:\\tapes\\layer3.mp3", None),
        ("gone.mxf", here),
        ("tapes/layer3.mp3", folder),
    ):
        served = behind(of(told), beside, given).served()
        assert served is not None, told
        assert (served.path.resolve(), served.kind) == (here, "audio/mpeg")


@pytest.mark.parametrize("path", ["gone.mp3", "", "..", "/", "nul\0.mp3"])
def test_one_that_is_nowhere_is_missing(tmp_path: Path, path: str) -> None:
    page = behind(of(path), tmp_path / "news.json")
    assert page.view()["state"] == MISSING
    assert page.served() is None


def test_of_what_no_browser_plays_a_copy_is_made_once(tmp_path: Path, cache: Path) -> None:
    source = put(tmp_path, "broadcast.mxf")
    before = source.read_bytes()
    page = behind(of(str(source)), tmp_path / "news.json")
    assert page.view()["state"] == MAKING
    assert page.served() is None
    assert settled(page)["kind"] == "video"
    (copy,) = cache.glob("*.mp4")
    served = page.served()
    assert served is not None
    assert (served.path, served.kind) == (copy, "video/mp4")
    assert cache.stat().st_mode & 0o077 == 0
    again = behind(of(str(source)), tmp_path / "news.json")
    assert again.view()["state"] == READY
    assert source.read_bytes() == before


def test_of_another_recording_under_the_same_name_there_is_another_copy(tmp_path: Path) -> None:
    source = put(tmp_path, "six.wav")
    first = copy_of(source, copies_folder())
    source.write_bytes(source.read_bytes() + b"\0\0")
    assert copy_of(source, copies_folder()) != first


def test_what_is_no_media_is_unplayable_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.mxf").write_bytes(b"nothing")
    told: list[str] = []
    page = BehindPage(of("a.mxf"), tmp_path / "news.json", None, lambda error: told.append(str(error)))
    assert page.view()["state"] == UNPLAYABLE
    assert "cannot be read as sound or video" in told[0]


def test_a_place_for_copies_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PIPELINE_CACHE", str(tmp_path / "file"))
    source = put(tmp_path, "six.wav")
    told: list[str] = []
    page = BehindPage(of(str(source)), tmp_path / "n.json", None, lambda error: told.append(str(error)))
    assert settled(page)["state"] == UNPLAYABLE
    assert "PIPELINE_CACHE" in told[0]


def test_it_is_found_out_in_the_background_whether_it_is_the_one_that_was_transcribed(tmp_path: Path) -> None:
    path = put(tmp_path, "layer3.mp3")
    transcript = of(str(path))
    assert transcript.recording is not None
    true = replace(transcript, recording=replace(transcript.recording, sha256=sha256(path)))
    for told, expected in ((true, True), (transcript, False)):
        page = behind(told, tmp_path / "news.json")
        for _ in range(1000):
            if page.view()["same"] is not None:
                break
            threading.Event().wait(0.02)
        assert page.view()["same"] is expected
    assert behind(of("gone.mp3"), tmp_path / "news.json").view()["same"] is None


def test_the_oldest_copies_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.review.copies._MOST", 25)
    for age in range(4):
        path = tmp_path / f"{age}.mp4"
        path.write_bytes(b"x" * 10)
        os.utime(path, (1000 - age, 1000 - age))
    make_room(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.mp4", "1.mp4"]
