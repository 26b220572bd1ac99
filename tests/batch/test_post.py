"""When a worker has been silent for too long."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pipeline.archive.journal import JournalEntry
from pipeline.batch.messages import Progressed, Started, Task
from pipeline.batch.post import Post
from pipeline.batch.queue import HashedFile
from pipeline.limits import ENGINE_STALLED, Limits
from pipeline.media.scan import MediaFile
from pipeline.options import Options
from pipeline.progress import Stage

_ARRIVAL = HashedFile(MediaFile("a.wav", Path("a.wav"), 1, 1), JournalEntry("a.wav"))


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What is added to the clock."""
    now, moved = time.monotonic(), [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now + moved[0])
    return moved


def worker(*, started: bool) -> Post:
    """One that was given a recording, and has begun with it."""
    post = Post(ready=True)
    post.give(Task(7, Path("a.wav"), "", Options()), _ARRIVAL)
    if started:
        post.hears(Started(7))
    return post


def test_an_engine_is_stalled_when_nothing_was_heard_of_it_for_longer_than_it_may(later: list[float]) -> None:
    post = worker(started=True)
    later[0] = 59.0
    assert not post.is_stalled(60.0)
    post.hears(Progressed(7, Stage.DIARIZE, 0.1))
    later[0] = 118.0
    assert not post.is_stalled(60.0)
    later[0] = 120.0
    assert post.is_stalled(60.0)
    assert post.stage is Stage.DIARIZE


def test_one_that_has_nothing_to_do_is_never_stalled(later: list[float]) -> None:
    post = Post(ready=True)
    later[0] = 1e9
    assert not post.is_stalled(60.0)


def test_decoding_has_its_own_limit_which_is_added(later: list[float]) -> None:
    post, total = worker(started=False), Limits().total or 0.0
    later[0] = total + 50.0
    assert not post.is_stalled(60.0)
    later[0] = total + 70.0
    assert post.is_stalled(60.0)


def test_loading_may_take_as_long_as_engines_may_by_default(later: list[float]) -> None:
    post = Post()
    later[0] = ENGINE_STALLED - 1.0
    assert not post.is_stalled(60.0)
    later[0] = ENGINE_STALLED + 1.0
    assert post.is_stalled(60.0)


def test_one_that_was_ended_is_not_ended_again(later: list[float]) -> None:
    post = worker(started=True)
    post.ended_over = 7
    later[0] = 1e9
    assert not post.is_stalled(60.0)
