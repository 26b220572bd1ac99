"""A hot folder: what has arrived whole is worked on, put away, and never mixed up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import from_json
from pipeline.archive.session import opened
from pipeline.batch.hot_folder import HotFolder
from pipeline.batch.spec import JobSpec
from pipeline.batch.watch import pausing, watch
from pipeline.errors import OutputError
from pipeline.options import Options
from tests.support.batch import Inline, Quiet, sound


@pytest.fixture
def top(tmp_path: Path) -> Path:
    folder = tmp_path / "hot"
    folder.mkdir()
    return folder


def looks(hot: HotFolder, archive: Path, *between: Callable[[], object]) -> None:
    """Look once, and once more after each of `between`."""
    left = list(between)

    def pause() -> bool:
        if left:
            left.pop(0)()
            return True
        return False

    asked = JobSpec("scripted", "scripted", Options(), ("article",))
    with hot.held(), opened(archive, hot.done) as archived:
        watch(hot, archived, asked, Inline, Quiet(), pause)


def names(folder: Path) -> list[str]:
    """All files below a folder that are not hidden."""
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in paths if not any(part.startswith(".") for part in path.parts))


def test_a_recording_that_arrives_becomes_a_transcript_and_is_put_away(top: Path, tmp_path: Path) -> None:
    sound(top / "shows" / "news.wav")
    looks(HotFolder(top, 0.0), tmp_path / "out")
    assert names(top) == ["done/shows/news.wav"]
    assert names(tmp_path / "out") == ["shows/news.json", "shows/news.txt"]
    recording = from_json((tmp_path / "out" / "shows" / "news.json").read_text()).recording
    assert recording is not None
    assert recording.path == str(top / "done" / "shows" / "news.wav")


def test_a_file_that_grows_is_left_until_it_has_been_still_for_long_enough(top: Path, tmp_path: Path) -> None:
    now = [0.0]
    hot = HotFolder(top, 10.0, lambda: now[0])
    path = sound(top / "news.wav")

    def later() -> None:
        now[0] += 6.0

    def grow() -> None:
        later()
        sound(path, 4)

    looks(hot, tmp_path / "out", later, grow, later)
    assert names(top) == ["news.wav"]
    looks(hot, tmp_path / "out", later)
    assert names(top) == ["done/news.wav"]


def test_what_cannot_be_done_is_put_aside_with_the_reason(top: Path, tmp_path: Path) -> None:
    (top / "letter.mp3").write_bytes(b"Dear all,")
    (top / "empty.wav").touch()
    sound(top / "news.wav")
    looks(HotFolder(top, 0.0), tmp_path / "out")
    assert names(top) == [
        "done/news.wav", "failed/empty.wav", "failed/empty.wav.reason.txt", "failed/letter.mp3",
        "failed/letter.mp3.reason.txt",
    ]  # fmt: skip
    assert "cannot be read as sound" in (top / "failed" / "letter.mp3.reason.txt").read_text()


def test_a_new_programme_under_an_old_name_replaces_nothing(top: Path, tmp_path: Path) -> None:
    sound(top / "news.wav")
    looks(HotFolder(top, 0.0), tmp_path / "out", lambda: sound(top / "news.wav", loud=6))
    assert names(top) == ["done/news-2.wav", "done/news.wav"]
    assert names(tmp_path / "out") == ["news-2.json", "news-2.txt", "news.json", "news.txt"]


def test_what_an_earlier_watcher_left_behind_is_finished_first(top: Path, tmp_path: Path) -> None:
    sound(top / "working" / "news.wav")
    looks(HotFolder(top, 1000.0), tmp_path / "out")
    assert names(top) == ["done/news.wav"]
    (top / "done" / "news.wav").rename(top / "working" / "news.wav")
    looks(HotFolder(top, 1000.0), tmp_path / "out")
    assert names(top) == ["done/news.wav"]


def test_a_file_that_failed_may_be_dropped_again(top: Path, tmp_path: Path) -> None:
    (top / "news.wav").write_bytes(b"RIFF")
    looks(HotFolder(top, 0.0), tmp_path / "out", lambda: sound(top / "news.wav"))
    assert names(top) == ["done/news.wav", "failed/news.wav", "failed/news.wav.reason.txt"]


def test_two_watchers_of_one_folder_do_not_mix(top: Path, tmp_path: Path) -> None:
    with HotFolder(top, 0.0).held(), pytest.raises(OutputError, match="is watched already"):
        looks(HotFolder(top, 0.0), tmp_path / "out")


def test_a_file_that_somebody_else_takes_away_is_no_error(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound(top / "news.wav")
    hot = HotFolder(top, 0.0)
    incoming = hot._incoming()
    (top / "news.wav").unlink()
    monkeypatch.setattr(hot, "_incoming", lambda: incoming)
    assert hot.claim() == []


def test_a_pause_may_end_when_nothing_is_left() -> None:
    answers = iter([False, True])
    pause = pausing(0.0, lambda: next(answers))
    assert pause() is True
    assert pause() is False
